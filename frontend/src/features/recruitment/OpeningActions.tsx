// What can be done with an opening in its state: edit, publish, assign reviewers, extend, close.
import { lazy, Suspense, useState } from 'react';
import { closeOpening, type OpeningDetail, publishOpening } from '../../gen';
import { useCan, useDisabledReason } from '../../shared/auth/useMe';
import { useDates } from '../../shared/i18n/useDates';
import { useT } from '../../shared/i18n/useT';
import { Button } from '../../shared/ui/Button';
import { ButtonLink } from '../../shared/ui/ButtonLink';
import { ConfirmDialog } from '../../shared/ui/ConfirmDialog';
import { notify } from '../../shared/ui/notify';
import { recruitmentChanged } from './queries';

// Asked for once in an opening's life, or never.
const AssignReviewers = lazy(async () => ({
  default: (await import('./AssignReviewers')).AssignReviewers,
}));

const ExtendDialog = lazy(async () => ({ default: (await import('./ExtendDialog')).ExtendDialog }));

const DeclineRemaining = lazy(async () => ({
  default: (await import('./DeclineRemaining')).DeclineRemaining,
}));

type Asking = 'publish' | 'close' | 'assign' | 'extend' | 'decline' | null;

export function OpeningActions({ opening }: { opening: OpeningDetail }) {
  const t = useT();
  const dates = useDates();
  const manages = useCan('manage_openings');
  const decides = useCan('decide_applications');
  const [asking, setAsking] = useState<Asking>(null);
  const nobody = opening.applications === 0 && t('recruitment.assign.nobody_yet');
  const assignOff = useDisabledReason('manage_openings', nobody);
  // A reviewer manages nothing here; a row of refusals would say no more than none.
  if (!manages) return null;
  const { state, id, title } = opening;
  const stop = () => setAsking(null);
  const act = async (call: Promise<unknown>, done: string) => {
    await call;
    await recruitmentChanged();
    notify({ tone: 'done', text: done });
  };
  return (
    <>
      {state === 'draft' && (
        <>
          <ButtonLink to="/recruitment/$opening_id/edit" params={{ opening_id: id }}>
            {t('recruitment.act.edit')}
          </ButtonLink>
          <Button tone="primary" onPress={() => setAsking('publish')}>
            {t('recruitment.act.publish')}
          </Button>
        </>
      )}
      {(state === 'published' || state === 'closed') && (
        <Button
          tone={assignOff ? 'secondary' : 'primary'}
          disabledReason={assignOff}
          onPress={() => setAsking('assign')}
        >
          {t('recruitment.act.assign')}
        </Button>
      )}
      {state === 'published' && (
        <Button onPress={() => setAsking('extend')}>{t('recruitment.act.extend')}</Button>
      )}
      {state === 'closed' && decides && (opening.undecided ?? 0) > 0 && (
        <Button onPress={() => setAsking('decline')}>{t('recruitment.remaining.act')}</Button>
      )}
      {(state === 'draft' || state === 'published') && (
        <Button onPress={() => setAsking('close')}>
          {t(state === 'draft' ? 'recruitment.act.give_up' : 'recruitment.act.close')}
        </Button>
      )}
      <ConfirmDialog
        open={asking === 'publish'}
        tone="primary"
        title={t('recruitment.publish.title', { title })}
        loses={<p>{t('recruitment.publish.means', { closes: dates.date(opening.closes_on) })}</p>}
        confirmLabel={t('recruitment.act.publish')}
        onClose={stop}
        onConfirm={() =>
          act(publishOpening({ path: { id } }), t('recruitment.publish.done', { title }))
        }
      />
      <ConfirmDialog
        open={asking === 'close'}
        title={t('recruitment.close.title', { title })}
        loses={
          <p>
            {t(state === 'draft' ? 'recruitment.close.draft' : 'recruitment.close.published', {
              count: opening.applications,
            })}
          </p>
        }
        confirmLabel={t(state === 'draft' ? 'recruitment.act.give_up' : 'recruitment.act.close')}
        onClose={stop}
        onConfirm={() =>
          act(closeOpening({ path: { id } }), t('recruitment.close.done', { title }))
        }
      />
      {asking === 'assign' && (
        <Suspense>
          <AssignReviewers opening={opening} onClose={stop} />
        </Suspense>
      )}
      {asking === 'decline' && (
        <Suspense>
          <DeclineRemaining opening={opening} onClose={stop} />
        </Suspense>
      )}
      {asking === 'extend' && (
        <Suspense>
          <ExtendDialog opening={opening} onClose={stop} />
        </Suspense>
      )}
    </>
  );
}
