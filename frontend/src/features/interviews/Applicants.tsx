// Each invited applicant: how far, when, and what the panel scored, beside the reviews' scores and never mixed with them.
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import {
  type InterviewSlotView,
  type InterviewView,
  inviteToInterview,
  type OpeningDetail,
} from '../../gen';
import { useIntl } from '../../shared/i18n/intl';
import { useDates } from '../../shared/i18n/useDates';
import { useNumbers, useT } from '../../shared/i18n/useT';
import { AppLink } from '../../shared/routing/AppLink';
import { Badge } from '../../shared/ui/Badge';
import { Button } from '../../shared/ui/Button';
import { ConfirmDialog } from '../../shared/ui/ConfirmDialog';
import { DataTable } from '../../shared/ui/DataTable';
import { EmptyState } from '../../shared/ui/EmptyState';
import { notify } from '../../shared/ui/notify';
import { Stack } from '../../shared/ui/Stack';
import { rankingQuery, recruitmentChanged } from '../recruitment/queries';
import styles from './Agenda.module.css';
import { CancelDialog } from './CancelDialog';
import { MoveDialog } from './MoveDialog';
import { InterviewBadge } from './states';

interface ApplicantsProps {
  opening: OpeningDetail;
  interviews: InterviewView[];
  slots: InterviewSlotView[];
}

type Asking = { what: 'move' | 'cancel' | 'again'; interview: InterviewView } | null;

export function Applicants({ opening, interviews, slots }: ApplicantsProps) {
  const t = useT();
  const { number } = useNumbers();
  const [asking, setAsking] = useState<Asking>(null);
  const { data: ranking } = useQuery(rankingQuery(opening.id));
  const stop = () => setAsking(null);
  const again = asking?.what === 'again' ? asking.interview : undefined;
  return (
    <>
      <DataTable
        caption={t('interviews.applicants')}
        captionHidden
        rows={interviews}
        rowKey={(one) => one.id}
        columns={[
          {
            id: 'who',
            header: t('interviews.applicant'),
            cell: (one) => (
              <AppLink to="/interviews/$interview_id" params={{ interview_id: one.id }}>
                {one.applicant_name}
              </AppLink>
            ),
          },
          {
            id: 'state',
            header: t('interviews.state'),
            cell: (one) => <InterviewBadge state={one.state} />,
          },
          { id: 'time', header: t('interviews.time'), cell: (one) => <When interview={one} /> },
          {
            id: 'panel',
            header: t('interviews.panel_scores'),
            cell: (one) => <PanelScores interview={one} />,
          },
          {
            id: 'reviews',
            header: t('interviews.review_scores'),
            numeric: true,
            cell: (one) => {
              const ranked = ranking?.find((each) => each.application_id === one.application_id);
              return typeof ranked?.weighted_mean === 'number'
                ? number(ranked.weighted_mean, 2)
                : '—';
            },
          },
          {
            id: 'acts',
            header: t('interviews.acts'),
            cell: (one) => <Acts interview={one} onAsk={setAsking} />,
          },
        ]}
        empty={
          <EmptyState
            title={t('interviews.nobody_invited')}
            next={t('interviews.nobody_invited_next')}
          />
        }
      />
      {asking?.what === 'move' && (
        <MoveDialog interview={asking.interview} slots={slots} onClose={stop} />
      )}
      {asking?.what === 'cancel' && <CancelDialog interview={asking.interview} onClose={stop} />}
      {again && (
        <ConfirmDialog
          open
          tone="primary"
          title={t('interviews.again.title', { name: again.applicant_name })}
          loses={<p>{t('interviews.again.means')}</p>}
          confirmLabel={t('interviews.again.act')}
          onClose={stop}
          onConfirm={async () => {
            await inviteToInterview({
              path: { id: opening.id },
              body: { application_ids: [again.application_id], message: '', dry_run: false },
            });
            await recruitmentChanged();
            notify({ tone: 'done', text: t('interviews.invite.done', { count: 1 }) });
          }}
        />
      )}
    </>
  );
}

function Acts({ interview, onAsk }: { interview: InterviewView; onAsk: (asking: Asking) => void }) {
  const t = useT();
  const { state } = interview;
  const suffix = ` ${interview.applicant_name}`;
  const ahead = !interview.time || Date.parse(interview.time.starts_at) > Date.now();
  return (
    <Stack row gap="s">
      {state === 'booked' && ahead && (
        <Button small labelSuffix={suffix} onPress={() => onAsk({ what: 'move', interview })}>
          {t('interviews.move.act')}
        </Button>
      )}
      {['invited', 'cancelled', 'missed'].includes(state) &&
        interview.application_state === 'in_review' && (
          <Button small labelSuffix={suffix} onPress={() => onAsk({ what: 'again', interview })}>
            {t('interviews.again.act')}
          </Button>
        )}
      {['invited', 'booked'].includes(state) && ahead && (
        <Button
          small
          tone="quiet"
          labelSuffix={suffix}
          onPress={() => onAsk({ what: 'cancel', interview })}
        >
          {t('interviews.cancel.act')}
        </Button>
      )}
    </Stack>
  );
}

function When({ interview }: { interview: InterviewView }) {
  const t = useT();
  const dates = useDates();
  const intl = useIntl();
  const { time, applicant_time_zone: theirs, cancelled_by: by } = interview;
  if (!time)
    return (
      <>
        {interview.state === 'cancelled'
          ? t(`interviews.cancelled_by.${by ?? 'task_force'}`)
          : t('interviews.invited_on', { day: dates.day(interview.invited_at) })}
      </>
    );
  const there =
    theirs &&
    intl.formatDate(time.starts_at, {
      timeZone: theirs,
      weekday: 'short',
      hour: 'numeric',
      minute: '2-digit',
      timeZoneName: 'short',
    });
  return (
    <Stack gap="s">
      <time dateTime={time.starts_at}>{dates.dateTime(time.starts_at)}</time>
      {there && theirs !== dates.timeZone && (
        <span className={styles.soft}>{t('interviews.for_applicant', { time: there })}</span>
      )}
    </Stack>
  );
}

function PanelScores({ interview }: { interview: InterviewView }) {
  const t = useT();
  const { number } = useNumbers();
  const { panel, scores, missing_scores: missing, weighted_mean: mean, withheld } = interview;
  if (panel.length === 0 || interview.state === 'booked') return <>—</>;
  if (interview.state === 'missed') return <>{t('interviews.scores.none')}</>;
  return (
    <Stack gap="s">
      <span>
        {withheld
          ? t('interviews.scores.withheld')
          : typeof mean === 'number'
            ? t('interviews.scores.mean_of', {
                mean: number(mean, 2),
                scored: scores,
                panel: panel.length,
              })
            : t('interviews.scores.none_yet')}
      </span>
      {missing > 0 && (
        <Badge tone="attention">{t('interviews.scores.missing', { count: missing })}</Badge>
      )}
    </Stack>
  );
}
