// The charter as it stands, and every version before it.
import { useSuspenseQuery } from '@tanstack/react-query';
import { useDisabledReason } from '../../shared/auth/useMe';
import { useDates } from '../../shared/i18n/useDates';
import { useT } from '../../shared/i18n/useT';
import { AppLink } from '../../shared/routing/AppLink';
import { useFilters } from '../../shared/routing/useFilters';
import { Badge } from '../../shared/ui/Badge';
import { Button } from '../../shared/ui/Button';
import { ButtonLink } from '../../shared/ui/ButtonLink';
import { EmptyState } from '../../shared/ui/EmptyState';
import { PageHeader } from '../../shared/ui/PageHeader';
import { Timeline } from '../../shared/ui/Timeline';
import styles from './CharterPage.module.css';
import { chartersQuery } from './governance';

export default function CharterPage() {
  const t = useT();
  const dates = useDates();
  const [{ version }] = useFilters(['version']);
  const off = useDisabledReason('change_plan');
  const charters = useSuspenseQuery(chartersQuery).data;
  const [newest] = charters;
  const charter = charters.find(({ number }) => String(number) === version) ?? newest;
  const adopt = (words: string) =>
    off === undefined ? (
      <ButtonLink to="/charter/new" tone="primary">
        {words}
      </ButtonLink>
    ) : (
      <Button tone="primary" disabledReason={off}>
        {words}
      </Button>
    );
  if (!charter || !newest) {
    return (
      <>
        <PageHeader title={t('network.charter.title')} lead={t('network.charter.lead')} />
        <EmptyState
          title={t('network.charter.empty')}
          next={t('network.charter.empty_next')}
          action={adopt(t('network.charter.write'))}
        />
      </>
    );
  }
  const isNewest = charter.id === newest.id;
  return (
    <>
      <PageHeader
        title={t('network.charter.title')}
        badge={
          <Badge tone={isNewest ? 'good' : 'neutral'}>
            {t(isNewest ? 'network.charter.in_force' : 'network.charter.replaced', {
              number: charter.number,
            })}
          </Badge>
        }
        lead={t('network.charter.adopted', { date: dates.date(charter.adopted_on) })}
        actions={adopt(t('network.charter.new'))}
      />
      <div className={styles.sheet}>
        <article className={styles.charter}>
          <section>
            <h2 className={styles.label}>{t('network.charter.mission')}</h2>
            <p className={styles.mission}>{charter.mission}</p>
          </section>
          <section>
            <h2 className={styles.label}>{t('network.charter.goals')}</h2>
            <ol className={styles.goals}>
              {charter.goals.map((goal) => (
                <li key={goal}>{goal}</li>
              ))}
            </ol>
          </section>
          <section>
            <h2 className={styles.label}>{t('network.charter.structure')}</h2>
            <p className={styles.structure}>{charter.structure}</p>
          </section>
        </article>
        <section className={styles.versions} aria-labelledby="charter-versions">
          <h2 id="charter-versions">{t('network.charter.versions')}</h2>
          <Timeline
            items={charters.map(({ id, number, adopted_on }) => ({
              id,
              when: dates.date(adopted_on),
              dateTime: adopted_on,
              title:
                id === charter.id ? (
                  <strong>{t('network.charter.version', { number })}</strong>
                ) : (
                  <AppLink to="/charter" search={id === newest.id ? {} : { version: number }}>
                    {t('network.charter.version', { number })}
                  </AppLink>
                ),
            }))}
          />
          {charters.length > 1 && (
            <ButtonLink
              to="/charter/differences"
              search={isNewest ? {} : { from: charter.number, to: newest.number }}
            >
              {t('network.charter.compare')}
            </ButtonLink>
          )}
        </section>
      </div>
    </>
  );
}
