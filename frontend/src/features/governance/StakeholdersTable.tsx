// The same stakeholders as a table, to be sorted and compared.
import { useState } from 'react';
import type { StakeholderView } from '../../gen';
import { useT } from '../../shared/i18n/useT';
import { AppLink } from '../../shared/routing/AppLink';
import { Button } from '../../shared/ui/Button';
import { DataTable } from '../../shared/ui/DataTable';
import { EmptyState } from '../../shared/ui/EmptyState';
import { NextStep } from './NextStep';
import { StakeholderBadge } from './states';

interface TableProps {
  stakeholders: readonly StakeholderView[];
  off: string | undefined;
  onMove: (stakeholder: StakeholderView) => void;
}

// Who has no next step stands after all who have one.
const SORTS: Record<string, (stakeholder: StakeholderView) => string> = {
  name: ({ name }) => name,
  organisation: ({ organisation }) => organisation,
  next_step_on: ({ next_step_on }) => next_step_on ?? '9',
};

function inOrder(stakeholders: readonly StakeholderView[], sort: string): StakeholderView[] {
  const by = SORTS[sort.replace('-', '')];
  if (!by) return [...stakeholders];
  const up = [...stakeholders].sort((a, b) => by(a).localeCompare(by(b)));
  return sort.startsWith('-') ? up.reverse() : up;
}

export function StakeholdersTable({ stakeholders, off, onMove }: TableProps) {
  const t = useT();
  const [sort, setSort] = useState('name');
  return (
    <DataTable
      caption={t('governance.stakeholders.title')}
      captionHidden
      rows={inOrder(stakeholders, sort)}
      rowKey={({ id }) => id}
      sort={sort}
      onSort={setSort}
      columns={[
        {
          id: 'name',
          header: t('governance.stakeholders.name'),
          sort: 'name',
          cell: ({ id, name }) => (
            <AppLink to="/stakeholders/$stakeholder_id" params={{ stakeholder_id: id }}>
              {name}
            </AppLink>
          ),
        },
        {
          id: 'organisation',
          header: t('governance.stakeholders.organisation'),
          sort: 'organisation',
          cell: ({ organisation }) => organisation || '—',
        },
        {
          id: 'kind',
          header: t('governance.stakeholders.kind'),
          cell: ({ kind }) => t(`governance.stakeholders.kind_${kind}`),
        },
        {
          id: 'state',
          header: t('governance.state'),
          cell: ({ state }) => <StakeholderBadge state={state} />,
        },
        {
          id: 'owner',
          header: t('governance.stakeholders.owner'),
          cell: ({ owner_name }) => owner_name ?? t('governance.stakeholders.no_owner'),
        },
        {
          id: 'next',
          header: t('governance.stakeholders.next_step'),
          sort: 'next_step_on',
          cell: (stakeholder) => <NextStep stakeholder={stakeholder} />,
        },
        {
          id: 'act',
          header: t('governance.action'),
          cell: (stakeholder) => (
            <Button
              small
              disabledReason={off}
              reasonHidden
              labelSuffix={`: ${stakeholder.name}`}
              onPress={() => onMove(stakeholder)}
            >
              {t('governance.stakeholders.move')}
            </Button>
          ),
        },
      ]}
      empty={
        <EmptyState
          title={t('governance.stakeholders.none_shown')}
          next={t('governance.stakeholders.none_shown_next')}
        />
      }
    />
  );
}
