// The applications of an opening, in columns by stage or as a table, as the person likes.
import { useQuery, useSuspenseQuery } from '@tanstack/react-query';
import type { OpeningDetail } from '../../gen';
import { useCan } from '../../shared/auth/useMe';
import { useT } from '../../shared/i18n/useT';
import { AppLink } from '../../shared/routing/AppLink';
import { useFilters } from '../../shared/routing/useFilters';
import { ButtonLink } from '../../shared/ui/ButtonLink';
import { EmptyState } from '../../shared/ui/EmptyState';
import { FilterBar, SearchBox } from '../../shared/ui/Filters';
import { Stack } from '../../shared/ui/Stack';
import { ViewChoice } from '../../shared/ui/ViewChoice';
import { ApplicationsBoard } from './ApplicationsBoard';
import { ApplicationsTable } from './ApplicationsTable';
import { useApplicant } from './applicant';
import { applicationsQuery, rankingQuery } from './queries';
import { RemainingNote } from './RemainingNote';

export function Applications({ opening }: { opening: OpeningDetail }) {
  const t = useT();
  const decides = useCan('decide_applications');
  const [filters, change] = useFilters(['as', 'q']);
  const called = useApplicant();
  const { data: applications } = useSuspenseQuery(applicationsQuery(opening.id));
  const { data: ranking } = useQuery({ ...rankingQuery(opening.id), enabled: decides });
  const ranked = new Map((ranking ?? []).map((one) => [one.application_id, one]));
  if (applications.length === 0) return <NobodyYet opening={opening} />;
  const view = filters.as === 'table' ? 'table' : 'board';
  const shown = applications.filter((one) =>
    holds(filters.q, called(one), one.institution, one.email),
  );
  return (
    <Stack>
      <RemainingNote opening={opening} />
      <FilterBar>
        <SearchBox
          label={t('recruitment.search_applications')}
          value={filters.q}
          onSearch={(q) => change({ q })}
        />
      </FilterBar>
      <ViewChoice
        label={t('recruitment.show_as')}
        value={view}
        options={[
          { value: 'board', label: t('recruitment.as_board') },
          { value: 'table', label: t('recruitment.as_table') },
        ]}
        onChange={(as) => change({ as: as === 'board' ? undefined : as })}
      />
      <p role="status">
        {filters.q &&
          t('recruitment.search_found', { shown: shown.length, all: applications.length })}
      </p>
      {view === 'board' ? (
        <ApplicationsBoard applications={shown} ranked={ranked} />
      ) : (
        <ApplicationsTable applications={shown} ranked={ranked} />
      )}
    </Stack>
  );
}

/** Whether one of the texts holds the words, whatever their case and accents. */
function holds(words: string | undefined, ...texts: Array<string | null>): boolean {
  if (!words) return true;
  const plain = (text: string) => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
  return texts.some((text) => text !== null && plain(text).includes(plain(words)));
}

function NobodyYet({ opening }: { opening: OpeningDetail }) {
  const t = useT();
  if (opening.state === 'draft')
    return (
      <EmptyState
        title={t('recruitment.nobody.draft')}
        next={t('recruitment.nobody.draft_next')}
        action={
          <ButtonLink to="/recruitment/$opening_id/edit" params={{ opening_id: opening.id }}>
            {t('recruitment.act.edit')}
          </ButtonLink>
        }
      />
    );
  return (
    <EmptyState
      title={t('recruitment.nobody.yet')}
      next={t(
        opening.accepts_applications ? 'recruitment.nobody.yet_next' : 'recruitment.nobody.over',
      )}
      action={
        <AppLink to="/openings/$opening_id" params={{ opening_id: opening.id }}>
          {t('recruitment.public_page')}
        </AppLink>
      }
    />
  );
}
