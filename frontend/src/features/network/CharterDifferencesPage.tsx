// Two versions of the charter beside each other's words: what was taken out, what was put in, what stayed.
import { useQuery, useSuspenseQuery } from '@tanstack/react-query';
import { type CharterGoalDifferenceView, getCharterDifferences } from '../../gen';
import { useDates } from '../../shared/i18n/useDates';
import { useT } from '../../shared/i18n/useT';
import { useFilters } from '../../shared/routing/useFilters';
import { Badge, type Tone } from '../../shared/ui/Badge';
import { ButtonLink } from '../../shared/ui/ButtonLink';
import { EmptyState } from '../../shared/ui/EmptyState';
import { ErrorState } from '../../shared/ui/ErrorState';
import { FilterBar, FilterSelect } from '../../shared/ui/Filters';
import { PageHeader } from '../../shared/ui/PageHeader';
import { Skeleton } from '../../shared/ui/Skeleton';
import { Stack } from '../../shared/ui/Stack';
import styles from './CharterPage.module.css';
import { Difference, DifferenceLegend } from './Difference';
import { chartersQuery } from './governance';

const TONES: Readonly<Record<CharterGoalDifferenceView['change'], Tone>> = {
  kept: 'neutral',
  reworded: 'attention',
  added: 'good',
  removed: 'danger',
};

export default function CharterDifferencesPage() {
  const t = useT();
  const dates = useDates();
  const [chosen, choose] = useFilters(['from', 'to']);
  const charters = useSuspenseQuery(chartersQuery).data;
  const byNumber = (number: string | undefined) =>
    charters.find((charter) => String(charter.number) === number);
  const to = byNumber(chosen.to) ?? charters[0];
  const from =
    byNumber(chosen.from) ?? charters.find(({ number }) => number === Number(to?.number) - 1);
  const { data, error, refetch } = useQuery({
    queryKey: [...chartersQuery.queryKey, 'differences', to?.id, from?.id],
    queryFn: async ({ signal }) => {
      const path = { id: to?.id ?? '' };
      return (await getCharterDifferences({ path, query: from ? { from: from.id } : {}, signal }))
        .data;
    },
    enabled: to !== undefined,
  });
  const options = charters.map(({ number, adopted_on }) => ({
    value: String(number),
    label: t('network.differences.version', { number, date: dates.date(adopted_on) }),
  }));
  const header = (
    <PageHeader
      title={t('network.differences.title')}
      lead={t('network.differences.lead')}
      actions={<ButtonLink to="/charter">{t('network.differences.back')}</ButtonLink>}
    />
  );
  if (charters.length < 2) {
    return (
      <>
        {header}
        <EmptyState
          title={t('network.differences.empty')}
          next={t('network.differences.empty_next')}
        />
      </>
    );
  }
  return (
    <>
      {header}
      <Stack gap="l">
        <FilterBar>
          <FilterSelect
            label={t('network.differences.from')}
            value={from ? String(from.number) : undefined}
            all={t('network.differences.before')}
            options={options}
            onChange={(value) => choose({ from: value })}
          />
          <FilterSelect
            label={t('network.differences.to')}
            value={to ? String(to.number) : undefined}
            all={t('network.differences.newest')}
            options={options}
            onChange={(value) => choose({ to: value })}
          />
        </FilterBar>
        {error && <ErrorState error={error} onRetry={() => void refetch()} />}
        {!data && !error && <Skeleton lines={8} />}
        {data && (
          <article className={styles.charter}>
            <DifferenceLegend />
            <section>
              <h2 className={styles.label}>{t('network.charter.mission')}</h2>
              <Difference segments={data.mission} className={styles.structure} />
            </section>
            <section>
              <h2 className={styles.label}>{t('network.charter.goals')}</h2>
              <ul className={styles.compared}>
                {data.goals.map((goal) => (
                  <li key={`${goal.former_place} ${goal.place}`}>
                    <Badge tone={TONES[goal.change]}>
                      {t(`network.differences.goal.${goal.change}`)}
                    </Badge>
                    {goal.change === 'kept' && goal.place !== goal.former_place && (
                      <span className={styles.moved}>
                        {t('network.differences.moved', {
                          from: goal.former_place,
                          to: goal.place,
                        })}
                      </span>
                    )}
                    <Difference segments={goal.segments} className={styles.structure} />
                  </li>
                ))}
              </ul>
            </section>
            <section>
              <h2 className={styles.label}>{t('network.charter.structure')}</h2>
              <Difference segments={data.structure} className={styles.structure} />
            </section>
          </article>
        )}
      </Stack>
    </>
  );
}
