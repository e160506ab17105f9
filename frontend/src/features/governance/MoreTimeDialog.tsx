// Gives a written vote more time; members were told how long they have, so that it never gets less.
import { type DecisionDetail, updateDecision } from '../../gen';
import { ifVersion } from '../../shared/api/etag';
import { AppForm } from '../../shared/form/AppForm';
import { LocalTimeField } from '../../shared/form/LocalTimeField';
import { z } from '../../shared/form/schema';
import { useAppForm } from '../../shared/form/useAppForm';
import { useDates } from '../../shared/i18n/useDates';
import { useT } from '../../shared/i18n/useT';
import { Button } from '../../shared/ui/Button';
import { Dialog } from '../../shared/ui/Dialog';
import { notify } from '../../shared/ui/notify';
import { governanceChanged } from './queries';
import { momentOf, shownIn } from './times';

const schema = z.object({ closes_at: z.string().check(z.minLength(1)) });

interface MoreTimeDialogProps {
  decision: DecisionDetail;
  onClose: () => void;
}

export default function MoreTimeDialog({ decision, onClose }: MoreTimeDialogProps) {
  const t = useT();
  const dates = useDates();
  const { timeZone } = dates;
  const form = useAppForm({
    schema,
    defaults: { closes_at: decision.closes_at ? shownIn(decision.closes_at, timeZone) : '' },
    submit: async ({ closes_at }) => {
      const until = momentOf(closes_at, timeZone);
      await updateDecision({
        path: { id: decision.id },
        headers: ifVersion(decision),
        body: { closes_at: until },
      });
      await governanceChanged();
      const time = dates.dateTime(until);
      notify({ tone: 'done', text: t('governance.decisions.more_time_done', { time }) });
      onClose();
    },
  });
  return (
    <Dialog open title={t('governance.decisions.more_time')} onClose={onClose}>
      <AppForm
        form={form}
        submitLabel={t('action.save')}
        secondary={<Button onPress={onClose}>{t('action.cancel')}</Button>}
      >
        <LocalTimeField
          name="closes_at"
          label={t('governance.decisions.closes')}
          description={t('governance.decisions.more_time_help', {
            zone: timeZone.replaceAll('_', ' '),
          })}
        />
      </AppForm>
    </Dialog>
  );
}
