// Institutions that are likely to be recorded twice: side by side, each to be kept while the other is merged into it, or the
// two told apart for good.
import { useMutation } from '@tanstack/react-query';
import { lazy, Suspense, useState } from 'react';
import { type InstitutionView, type LikelyDuplicates, listInstitutionDuplicates } from '../../gen';
import { asWritten } from '../../shared/i18n/published';
import { useT } from '../../shared/i18n/useT';
import { AppLink } from '../../shared/routing/AppLink';
import { Button } from '../../shared/ui/Button';
import { Card } from '../../shared/ui/Card';
import { DataTable } from '../../shared/ui/DataTable';
import { EmptyState } from '../../shared/ui/EmptyState';
import { notify } from '../../shared/ui/notify';
import { PagedList } from '../../shared/ui/PagedList';
import { PageHeader } from '../../shared/ui/PageHeader';
import { Stack } from '../../shared/ui/Stack';
import { useCount } from './counts';
import { ToldApartCard } from './ToldApartCard';
import { duplicatesKey, useTellApart } from './tellingApart';

const MergeDialog = lazy(() => import('./MergeDialog'));
const TellApartDialog = lazy(() => import('./TellApartDialog'));

interface Pair {
  survivor: InstitutionView;
  duplicate: InstitutionView | undefined;
}

export default function DuplicatesPage() {
  const t = useT();
  const [merging, setMerging] = useState<Pair | null>(null);
  const [telling, setTelling] = useState<Telling | null>(null);
  return (
    <>
      <PageHeader title={t('network.duplicates.title')} lead={t('network.duplicates.lead')} />
      <Stack gap="l">
        <PagedList
          label={t('network.duplicates.title')}
          queryKey={duplicatesKey}
          read={async (page, signal) =>
            (await listInstitutionDuplicates({ query: page, signal })).data
          }
          empty={
            <EmptyState
              title={t('network.duplicates.empty')}
              next={t('network.duplicates.empty_next')}
            />
          }
        >
          {(groups) => (
            <Stack gap="l">
              {groups.map((group) => (
                <Group
                  key={`${group.likeness} ${group.institutions[0]?.id}`}
                  group={group}
                  onMerge={setMerging}
                  onTell={setTelling}
                />
              ))}
            </Stack>
          )}
        </PagedList>
        <ToldApartCard />
      </Stack>
      <Suspense fallback={null}>
        {merging && <MergeDialog {...merging} onClose={() => setMerging(null)} />}
        {telling && <TellApartDialog {...telling} onClose={() => setTelling(null)} />}
      </Suspense>
    </>
  );
}

interface Telling {
  one: InstitutionView;
  others: InstitutionView[];
}

function TheyAreTwo({ one, other }: { one: InstitutionView; other: InstitutionView }) {
  const t = useT();
  const tellApart = useTellApart();
  const act = useMutation({
    mutationFn: () => tellApart(one, other.id),
    onError: (error) => notify({ tone: 'problem', error }),
  });
  return (
    <Button
      labelSuffix={`, ${asWritten(one.name)}`}
      pending={act.isPending}
      onPress={() => act.mutate()}
    >
      {t('network.duplicates.two')}
    </Button>
  );
}

interface GroupProps {
  group: LikelyDuplicates;
  onMerge: (pair: Pair) => void;
  onTell: (telling: Telling) => void;
}

function Group({ group, onMerge, onTell }: GroupProps) {
  const t = useT();
  const count = useCount();
  const { institutions } = group;
  const [first, second, third] = institutions;
  const title = [first && asWritten(first.name), first?.jurisdiction].filter(Boolean).join(', ');
  // Of two it is known which goes; of more the person says.
  const other = (one: InstitutionView) =>
    institutions.length === 2 ? institutions.find(({ id }) => id !== one.id) : undefined;
  return (
    <Card
      title={title}
      aside={t(`network.duplicates.by_${group.likeness}`)}
      footer={first && second && !third && <TheyAreTwo one={first} other={second} />}
    >
      <DataTable
        caption={title}
        captionHidden
        plain
        rows={institutions}
        rowKey={(row) => row.id}
        columns={[
          {
            id: 'name',
            header: t('network.institution'),
            cell: (row) => <AppLink to={`/institutions/${row.id}`}>{asWritten(row.name)}</AppLink>,
          },
          {
            id: 'place',
            header: t('network.place'),
            cell: (row) =>
              [row.city && asWritten(row.city), row.jurisdiction].filter(Boolean).join(', '),
          },
          {
            id: 'setting',
            header: t('network.setting'),
            cell: (row) => t(`setting.${row.setting}`),
          },
          {
            id: 'staff',
            header: t('network.staff'),
            numeric: true,
            cell: (row) => count(row.staff, 1),
          },
          {
            id: 'keep',
            header: t('network.members.action'),
            cell: (row) => (
              <Stack row gap="s">
                <Button
                  labelSuffix={`, ${asWritten(row.name)}`}
                  onPress={() => onMerge({ survivor: row, duplicate: other(row) })}
                >
                  {t('network.duplicates.keep')}
                </Button>
                {third && (
                  <Button
                    labelSuffix={`, ${asWritten(row.name)}`}
                    onPress={() =>
                      onTell({ one: row, others: institutions.filter(({ id }) => id !== row.id) })
                    }
                  >
                    {t('network.duplicates.tell')}
                  </Button>
                )}
              </Stack>
            ),
          },
        ]}
        empty={null}
      />
    </Card>
  );
}
