// What a policy would do to those who can be matched today: whom its rules cost a mentor, where seats are short, which weights
// decide. Nothing confidential is in it.
import { useMutation } from '@tanstack/react-query';
import { useId, useState } from 'react';
import { type MatchingPolicy, type PolicyPreviewView, previewPolicy } from '../../gen';
import { useMe } from '../../shared/auth/useMe';
import field from '../../shared/form/Field.module.css';
import { useNumbers, useT } from '../../shared/i18n/useT';
import { Button } from '../../shared/ui/Button';
import { DataTable } from '../../shared/ui/DataTable';
import { ErrorState } from '../../shared/ui/ErrorState';
import { Stack } from '../../shared/ui/Stack';
import { Stat, StatList } from '../../shared/ui/Stat';
import { useRegions } from './data';
import styles from './Policy.module.css';

const NATION = 'nation';

interface PolicyPreviewProps {
  cycleId: string;
  /** What is tried; `null` when it is not right yet. Without it what counts now is shown. */
  policy?: () => Promise<MatchingPolicy | null>;
}

export function PolicyPreview({ cycleId, policy }: PolicyPreviewProps) {
  const t = useT();
  const id = useId();
  const me = useMe();
  const regions = useRegions();
  const national = me.grants.some((grant) => grant.scope_kind === 'network');
  const mine = me.grants.map((grant) => grant.scope_id);
  const options = national
    ? [{ value: NATION, label: t('matching.nation') }, ...regions.options]
    : regions.options.filter((region) => mine.includes(region.value));
  const [region, setRegion] = useState(options[0]?.value ?? '');
  const show = useMutation({
    mutationFn: async () => {
      const tried = policy ? await policy() : undefined;
      if (tried === null) return null;
      const body = {
        ...(region === NATION ? {} : { region_id: region }),
        ...(tried ? { policy: tried } : {}),
      };
      return (await previewPolicy({ path: { id: cycleId }, body })).data;
    },
  });
  return (
    <section className={styles.part} aria-label={t('matching.preview.title')}>
      <div className={styles.ask}>
        <div className={field.field}>
          <label className={field.label} htmlFor={id}>
            {t('matching.preview.where')}
          </label>
          <select
            id={id}
            className={field.select}
            value={region}
            onChange={(event) => setRegion(event.target.value)}
          >
            {options.map((option) => (
              <option key={option.value} value={option.value}>
                {option.label}
              </option>
            ))}
          </select>
        </div>
        <Button pending={show.isPending} onPress={() => show.mutate()}>
          {t('matching.preview.show')}
        </Button>
      </div>
      {show.error && <ErrorState error={show.error} focusOnMount />}
      <div aria-live="polite">{show.data && <Effects preview={show.data} />}</div>
    </section>
  );
}

function Effects({ preview }: { preview: PolicyPreviewView }) {
  const t = useT();
  const { number } = useNumbers();
  const fine = (figure: number) => number(Math.round(figure * 10) / 10);
  const share = (part: number | null) =>
    part === null
      ? t('matching.preview.no_share')
      : t('matching.preview.share_of', { share: part });
  return (
    <Stack gap="l">
      <StatList>
        <Stat label={t('matching.mentees')} value={number(preview.mentees)} />
        <Stat
          label={t('matching.seats')}
          value={number(preview.seats)}
          note={t('matching.preview.mentors', { mentors: preview.mentors })}
        />
        <Stat
          label={t('matching.preview.unmatchable')}
          value={number(preview.unmatchable)}
          note={t('matching.preview.unmatchable_note')}
        />
      </StatList>
      <DataTable
        plain
        caption={t('matching.preview.rules')}
        rows={preview.rules.filter((rule) => rule.applies)}
        rowKey={(rule) => rule.rule}
        empty={<p>{t('matching.preview.no_rules')}</p>}
        columns={[
          {
            id: 'rule',
            header: t('matching.preview.rule'),
            cell: ({ rule }) => t(`matching.preview.rule.${rule}`),
          },
          {
            id: 'freed',
            header: t('matching.preview.freed'),
            numeric: true,
            cell: ({ freed }) => number(freed),
          },
        ]}
      />
      <DataTable
        plain
        caption={t('matching.preview.factors')}
        rows={preview.factors}
        rowKey={(each) => each.factor}
        empty={<p>{t('matching.preview.no_pairs')}</p>}
        columns={[
          {
            id: 'factor',
            header: t('matching.preview.factor'),
            cell: ({ factor }) => t(`matching.factor.${factor}`),
          },
          {
            id: 'weight',
            header: t('matching.preview.weight'),
            numeric: true,
            cell: ({ weight }) => number(weight),
          },
          {
            id: 'mean',
            header: t('matching.preview.mean'),
            numeric: true,
            cell: ({ mean, deviation }) =>
              t('matching.preview.mean_spread', { mean: fine(mean), spread: fine(deviation) }),
          },
          {
            id: 'share',
            header: t('matching.preview.share'),
            numeric: true,
            cell: ({ share_of_variance }) => share(share_of_variance),
          },
        ]}
      />
      <Supply
        caption={t('matching.preview.by_region')}
        first={t('matching.region')}
        rows={preview.by_region.map((each) => ({
          ...each,
          key: each.region_id,
          name: each.region_name,
        }))}
      />
      <Supply
        caption={t('matching.preview.by_setting')}
        first={t('matching.setting')}
        rows={preview.by_setting.map((each) => ({
          ...each,
          key: each.setting,
          name: t(`setting.${each.setting}`),
        }))}
      />
      <p className={styles.soft}>
        {t(preview.exact ? 'matching.preview.exact' : 'matching.preview.sample', {
          pairs: preview.pairs,
          weighed: preview.pairs_weighed,
          meet: preview.pairs_that_may_meet,
        })}
      </p>
    </Stack>
  );
}

interface SupplyProps {
  caption: string;
  first: string;
  rows: { key: string; name: string; mentees: number; mentors: number; seats: number }[];
}

function Supply({ caption, first, rows }: SupplyProps) {
  const t = useT();
  const { number } = useNumbers();
  return (
    <DataTable
      plain
      caption={caption}
      rows={rows}
      rowKey={(each) => each.key}
      empty={<p>{t('matching.preview.nobody')}</p>}
      columns={[
        { id: 'name', header: first, cell: ({ name }) => name },
        {
          id: 'mentees',
          header: t('matching.mentees'),
          numeric: true,
          cell: ({ mentees }) => number(mentees),
        },
        {
          id: 'seats',
          header: t('matching.seats'),
          numeric: true,
          cell: ({ seats }) => number(seats),
        },
        {
          id: 'short',
          header: t('matching.preview.short'),
          numeric: true,
          cell: ({ mentees, seats }) => number(Math.max(0, mentees - seats)),
        },
      ]}
    />
  );
}
