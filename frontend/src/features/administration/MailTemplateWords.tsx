// What is filled in when a template is sent, and what may not be left out.
import type { MailWordView } from '../../gen';
import { useT } from '../../shared/i18n/useT';
import { Facts } from '../../shared/ui/Facts';

export function MailTemplateWords({ words }: { words: MailWordView[] }) {
  const t = useT();
  return (
    <>
      <p>{t('administration.templates.words')}</p>
      <Facts
        items={words.map(({ name, meaning, needed }) => ({
          term: `{{ ${name} }}`,
          value: (
            <>
              <span lang="en">{meaning}</span>
              {needed && ` (${t('administration.templates.needed')})`}
            </>
          ),
        }))}
      />
    </>
  );
}
