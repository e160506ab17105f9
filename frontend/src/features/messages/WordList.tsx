// The words that are filled in for each person.
import { useQuery } from '@tanstack/react-query';
import { useT } from '../../shared/i18n/useT';
import { Facts } from '../../shared/ui/Facts';
import { wordsQuery } from './data';

export function WordList() {
  const t = useT();
  const { data: words = [] } = useQuery(wordsQuery);
  return (
    <details>
      <summary>{t('messages.words')}</summary>
      <Facts
        items={words.map(({ name, meaning }) => ({
          term: `{{ ${name} }}`,
          value: <span lang="en">{meaning}</span>,
        }))}
      />
    </details>
  );
}
