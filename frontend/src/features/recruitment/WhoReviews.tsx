// Who is asked to review one application, how far they are, who stepped back and why; and what those who decide can do.
import { useSuspenseQuery } from '@tanstack/react-query';
import { lazy, Suspense, useState } from 'react';
import {
  type ApplicationView,
  type AssignmentView,
  type ConflictView,
  reinstateReviewer,
  takeBackAssignment,
  withdrawConflict,
} from '../../gen';
import { ifVersion } from '../../shared/api/etag';
import { useMe } from '../../shared/auth/useMe';
import { useT } from '../../shared/i18n/useT';
import { Button } from '../../shared/ui/Button';
import { Card } from '../../shared/ui/Card';
import { ConfirmDialog } from '../../shared/ui/ConfirmDialog';
import { EmptyState } from '../../shared/ui/EmptyState';
import { notify } from '../../shared/ui/notify';
import { Stack } from '../../shared/ui/Stack';
import { useApplicant } from './applicant';
import { recruitmentChanged } from './queries';
import { assignmentsQuery, conflictsQuery } from './reviewQueries';
import { AssignmentBadge } from './states';
import styles from './WhoReviews.module.css';
import { Written } from './Written';

// Forms come when somebody asks for one.
const DeclareConflict = lazy(async () => ({
  default: (await import('./DeclareConflict')).DeclareConflict,
}));
const SetAsideDialog = lazy(async () => ({
  default: (await import('./SetAsideDialog')).SetAsideDialog,
}));

type Asking =
  | { act: 'take_back' | 'reinstate'; assignment: AssignmentView }
  | { act: 'withdraw'; conflict: ConflictView }
  | { act: 'set_aside'; assignment: AssignmentView }
  | { act: 'declare' };

export function WhoReviews({ application }: { application: ApplicationView }) {
  const t = useT();
  const { data: assignments } = useSuspenseQuery(
    assignmentsQuery(application.opening_id, application.id),
  );
  const { data: all } = useSuspenseQuery(conflictsQuery(application.opening_id));
  const conflicts = all.filter(({ application_id }) => application_id === application.id);
  const [asking, setAsking] = useState<Asking | null>(null);
  const open = ['submitted', 'in_review'].includes(application.state);
  const stop = () => setAsking(null);
  return (
    <Card
      title={t('recruitment.who.title')}
      footer={
        open && (
          <Button onPress={() => setAsking({ act: 'declare' })}>
            {t('recruitment.conflict.declare')}
          </Button>
        )
      }
    >
      {assignments.length === 0 && conflicts.length === 0 ? (
        <EmptyState
          title={t('recruitment.who.nobody')}
          next={t('recruitment.review.none_submitted')}
        />
      ) : (
        <ul className={styles.list}>
          {assignments.map((assignment) => (
            <OneAssignment
              key={assignment.id}
              assignment={assignment}
              open={open}
              undecided={open || application.state === 'offered'}
              onAsk={(act) => setAsking({ act, assignment })}
            />
          ))}
          {conflicts.map((conflict) => (
            <li key={conflict.id}>
              <Stack gap="s">
                <p className={styles.line}>
                  <strong>{conflict.reviewer_name}</strong> {t('recruitment.conflict.must_not')}
                </p>
                {conflict.reason && <Written text={conflict.reason} />}
                <div>
                  <Button
                    small
                    labelSuffix={`: ${conflict.reviewer_name}`}
                    onPress={() => setAsking({ act: 'withdraw', conflict })}
                  >
                    {t('recruitment.conflict.withdraw')}
                  </Button>
                </div>
              </Stack>
            </li>
          ))}
        </ul>
      )}
      <Suspense>
        {asking?.act === 'declare' && <DeclareConflict application={application} onClose={stop} />}
        {asking?.act === 'set_aside' && (
          <SetAsideDialog assignment={asking.assignment} application={application} onClose={stop} />
        )}
      </Suspense>
      {asking && asking.act !== 'declare' && asking.act !== 'set_aside' && (
        <Question asking={asking} application={application} onClose={stop} />
      )}
    </Card>
  );
}

interface OneAssignmentProps {
  assignment: AssignmentView;
  /** It still takes reviews. */
  open: boolean;
  undecided: boolean;
  onAsk: (act: 'take_back' | 'reinstate' | 'set_aside') => void;
}

function OneAssignment({ assignment, open, undecided, onAsk }: OneAssignmentProps) {
  const t = useT();
  const me = useMe();
  const { state, reviewer_name: name } = assignment;
  const reason = assignment.recusal_reason ?? assignment.set_aside_reason;
  return (
    <li>
      <Stack gap="s">
        <p className={styles.line}>
          <strong>{name}</strong> <AssignmentBadge state={state} />
        </p>
        {reason && <Written text={reason} />}
        {open && state === 'assigned' && (
          <div>
            <Button small labelSuffix={`: ${name}`} onPress={() => onAsk('take_back')}>
              {t('recruitment.who.take_back')}
            </Button>
          </div>
        )}
        {undecided && state === 'reviewed' && (
          <div>
            <Button small labelSuffix={`: ${name}`} onPress={() => onAsk('set_aside')}>
              {t('recruitment.aside.act')}
            </Button>
          </div>
        )}
        {open && (state === 'recused' || state === 'set_aside') && (
          <div>
            <Button
              small
              labelSuffix={`: ${name}`}
              disabledReason={
                assignment.reviewer_id === me.id ? t('recruitment.who.own_recusal') : undefined
              }
              onPress={() => onAsk('reinstate')}
            >
              {t(state === 'recused' ? 'recruitment.who.reinstate' : 'recruitment.aside.count')}
            </Button>
          </div>
        )}
      </Stack>
    </li>
  );
}

interface QuestionProps {
  asking: Exclude<Asking, { act: 'declare' | 'set_aside' }>;
  application: ApplicationView;
  onClose: () => void;
}

function Question({ asking, application, onClose }: QuestionProps) {
  const t = useT();
  const called = useApplicant();
  const who =
    asking.act === 'withdraw' ? asking.conflict.reviewer_name : asking.assignment.reviewer_name;
  const values = { name: who, application: called(application) };
  const counting = asking.act === 'reinstate' && asking.assignment.state === 'set_aside';
  const said = counting ? 'count' : asking.act;
  const act = async () => {
    if (asking.act === 'withdraw') {
      const { conflict } = asking;
      await withdrawConflict({ path: { id: conflict.id }, headers: ifVersion(conflict) });
    } else if (asking.act === 'take_back') {
      const { assignment } = asking;
      await takeBackAssignment({ path: { id: assignment.id }, headers: ifVersion(assignment) });
    } else {
      await reinstateReviewer({ path: { id: asking.assignment.id } });
    }
    await recruitmentChanged();
    notify({ tone: 'done', text: t(`recruitment.who.done_${said}`, values) });
  };
  return (
    <ConfirmDialog
      open
      tone={asking.act === 'take_back' ? 'danger' : 'primary'}
      title={t(`recruitment.who.ask_${said}`, values)}
      loses={<p>{t(`recruitment.who.means_${said}`, values)}</p>}
      confirmLabel={
        asking.act === 'withdraw'
          ? t('recruitment.conflict.withdraw')
          : t(counting ? 'recruitment.aside.count' : `recruitment.who.${asking.act}`)
      }
      onClose={onClose}
      onConfirm={act}
    />
  );
}
