// What is known about a resource beside its text.
import type { ReactNode } from 'react';
import type { ResourceView } from '../../gen';
import { useDates } from '../../shared/i18n/useDates';
import { useT } from '../../shared/i18n/useT';
import { AppLink } from '../../shared/routing/AppLink';
import styles from './ResourceFacts.module.css';

type Known = Pick<
  ResourceView,
  | 'kind'
  | 'audiences'
  | 'settings'
  | 'topics'
  | 'licence'
  | 'language'
  | 'owner_name'
  | 'review_by'
  | 'published_at'
>;

export function ResourceFacts({ resource }: { resource: Known }) {
  const t = useT();
  const dates = useDates();
  const { audiences, settings, topics } = resource;
  const facts: Array<[string, ReactNode]> = [
    [t('library.kind'), t(`library.kind.${resource.kind}`)],
    [
      t('library.audience'),
      audiences.map((each) => t(`role.${each}`)).join(', ') || t('library.everybody'),
    ],
    [
      t('library.setting'),
      settings.map((each) => t(`setting.${each}`)).join(', ') || t('library.everywhere'),
    ],
  ];
  if (topics.length > 0) {
    facts.push([
      t('library.topics'),
      <span key="topics" className={styles.topics}>
        {topics.map((topic) => (
          <AppLink key={topic} to="/library" search={{ topic }}>
            {topic}
          </AppLink>
        ))}
      </span>,
    ]);
  }
  facts.push([t('library.licence'), resource.licence], [t('library.language'), resource.language]);
  if (resource.owner_name) facts.push([t('library.owner'), resource.owner_name]);
  if (resource.published_at) {
    facts.push([t('library.published_on'), dates.day(resource.published_at)]);
  }
  if (resource.review_by) facts.push([t('library.review_by'), dates.date(resource.review_by)]);
  return (
    <dl className={styles.facts}>
      {facts.map(([term, value]) => (
        <div key={term}>
          <dt>{term}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}
