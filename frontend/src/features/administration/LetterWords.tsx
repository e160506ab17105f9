// What is filled in when a letter is sent, and what may not be left out.
import type { MailWordView } from '../../gen';
import { useT } from '../../shared/i18n/useT';
import { Facts } from '../../shared/ui/Facts';

export function LetterWords({ words }: { words: MailWordView[] }) {
  const t = useT();
  return (
    <>
      <p>{t('administration.letters.words')}</p>
      <Facts
        items={words.map(({ name, meaning, needed }) => ({
          term: `{{ ${name} }}`,
          value: (
            <>
              <span lang="en">{meaning}</span>
              {needed && ` (${t('administration.letters.needed')})`}
            </>
          ),
        }))}
      />
    </>
  );
}
