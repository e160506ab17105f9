// Reading a resource, in its present or an earlier version; those who curate it find the next step here.
import { useSuspenseQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { useCan } from '../../shared/auth/useMe';
import { useDates } from '../../shared/i18n/useDates';
import { useT } from '../../shared/i18n/useT';
import { AppLink } from '../../shared/routing/AppLink';
import { useFilters } from '../../shared/routing/useFilters';
import { StateBadge } from '../../shared/ui/Badge';
import { PageHeader } from '../../shared/ui/PageHeader';
import { Prose } from '../../shared/ui/Prose';
import { Timeline } from '../../shared/ui/Timeline';
import { Curation } from './Curation';
import { ResourceFacts } from './ResourceFacts';
import styles from './ResourcePage.module.css';
import { resourceQuery, STATE_TONES, versionQuery, versionsQuery } from './reading';

export default function ResourcePage() {
  const { resource_id } = useParams({ strict: false }) as { resource_id: string };
  const [{ version }] = useFilters(['version']);
  const number = Number(version);
  if (version !== undefined && Number.isInteger(number)) {
    return <Earlier id={resource_id} number={number} />;
  }
  return <Present id={resource_id} />;
}

function Present({ id }: { id: string }) {
  const t = useT();
  const resource = useSuspenseQuery(resourceQuery(id)).data.value;
  const writes = useCan('write_resources');
  return (
    <>
      <PageHeader
        title={resource.title}
        badge={
          writes && (
            <StateBadge
              state={resource.state}
              tones={STATE_TONES}
              label={t(`library.state.${resource.state}`)}
            />
          )
        }
        lead={resource.summary}
      />
      {writes && <Curation resource={resource} />}
      <div className={styles.sheet}>
        <Text html={resource.body_html} language={resource.language} link={resource.link} />
        <aside className={styles.side} aria-label={t('library.about')}>
          <ResourceFacts resource={resource} />
          <Versions id={id} shown={null} />
        </aside>
      </div>
    </>
  );
}

function Earlier({ id, number }: { id: string; number: number }) {
  const t = useT();
  const dates = useDates();
  const resource = useSuspenseQuery(resourceQuery(id)).data.value;
  const version = useSuspenseQuery(versionQuery(id, number)).data;
  return (
    <>
      <PageHeader
        title={t('library.version_of', { number, title: version.title })}
        lead={version.summary}
      />
      <p className={styles.notice}>
        {t('library.version_published', { date: dates.day(version.published_at) })}
        {version.change_note && ` ${t('library.version_note', { note: version.change_note })}`}{' '}
        <AppLink to={`/library/${id}`}>{t('library.to_present')}</AppLink>
      </p>
      <div className={styles.sheet}>
        <Text html={version.body_html} language={version.language} link={version.link} />
        <aside className={styles.side} aria-label={t('library.about')}>
          <ResourceFacts
            resource={{ ...resource, ...version, owner_name: null, review_by: null }}
          />
          <Versions id={id} shown={number} />
        </aside>
      </div>
    </>
  );
}

interface TextProps {
  html: string;
  language: string;
  link?: string | null | undefined;
}

function Text({ html, language, link }: TextProps) {
  const t = useT();
  return (
    <article className={styles.text}>
      {link && (
        <p className={styles.link}>
          <a href={link} rel="noopener noreferrer">
            {t('library.open_link', { host: new URL(link).host })}
          </a>
        </p>
      )}
      {html.trim() ? <Prose html={html} lang={language} /> : !link && <p>{t('library.no_body')}</p>}
    </article>
  );
}

function Versions({ id, shown }: { id: string; shown: number | null }) {
  const t = useT();
  const dates = useDates();
  const versions = useSuspenseQuery(versionsQuery(id)).data;
  if (versions.length === 0) return null;
  return (
    <section className={styles.versions} aria-labelledby="resource-versions">
      <h2 id="resource-versions">{t('library.versions')}</h2>
      <Timeline
        items={versions.map(({ number, change_note, published_at }) => ({
          id: String(number),
          when: dates.day(published_at),
          dateTime: published_at,
          title:
            number === shown ? (
              <strong>{t('library.version', { number })}</strong>
            ) : (
              <AppLink to={`/library/${id}`} search={{ version: number }}>
                {t('library.version', { number })}
              </AppLink>
            ),
          detail: change_note,
        }))}
      />
    </section>
  );
}
