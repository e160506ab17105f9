// Approving many pairs at once: those that the list shows, if one likes only from so many points on. How many is said before.
import { useState } from 'react';
import { AppForm } from '../../shared/form/AppForm';
import { z } from '../../shared/form/schema';
import { TextField } from '../../shared/form/TextField';
import { useAppForm } from '../../shared/form/useAppForm';
import { useT } from '../../shared/i18n/useT';
import { Button } from '../../shared/ui/Button';
import { Dialog } from '../../shared/ui/Dialog';
import { notify } from '../../shared/ui/notify';
import { Skeleton } from '../../shared/ui/Skeleton';
import type { BenchList } from './useBenchList';
import type { Bench } from './useWorkbench';

interface WorkbenchApproveDialogProps {
  bench: Bench;
  list: BenchList;
  onClose: () => void;
}

const schema = z.object({
  min_points: z
    .string()
    .check(z.trim(), z.regex(/^\d{0,4}$/, 'matching.workbench.bulk.points_range')),
});

export default function WorkbenchApproveDialog(props: WorkbenchApproveDialogProps) {
  const t = useT();
  const { pairs } = props.list;
  return (
    <Dialog open title={t('matching.workbench.bulk.title')} onClose={props.onClose}>
      {pairs.more ? (
        <>
          <p role="status">{t('matching.workbench.reading', { count: pairs.all.length })}</p>
          <Skeleton lines={4} />
        </>
      ) : (
        <ApproveForm {...props} />
      )}
    </Dialog>
  );
}

function ApproveForm(props: WorkbenchApproveDialogProps) {
  const { bench, list, onClose } = props;
  const { rows, narrowed } = list;
  const t = useT();
  // What is open when the question is asked is what is approved, whatever comes meanwhile.
  const [open] = useState(() => rows.filter((row) => row.approved === false));
  const form = useAppForm({
    schema,
    defaults: { min_points: '' },
    submit: async ({ min_points }) => {
      const chosen = enough(Number(min_points)).map((row) => row.id);
      const changed = await bench.approve(true, chosen);
      onClose();
      notify({ tone: 'done', text: t('matching.workbench.bulk.done', { count: changed }) });
    },
  });
  const enough = (least: number) => open.filter((row) => row.points >= least);
  const least = Number(form.form.watch('min_points'));
  const count = enough(Number.isNaN(least) ? 0 : least).length;
  return (
    <AppForm
      form={form}
      submitLabel={t('matching.workbench.bulk.confirm', { count })}
      disabledReason={count === 0 ? t('matching.workbench.bulk.nothing') : undefined}
      secondary={<Button onPress={onClose}>{t('action.cancel')}</Button>}
    >
      <p>
        {t(narrowed ? 'matching.workbench.bulk.lead_shown' : 'matching.workbench.bulk.lead', {
          count: open.length,
        })}
      </p>
      <TextField
        name="min_points"
        label={t('matching.workbench.bulk.points')}
        description={t('matching.workbench.bulk.points_help')}
        inputMode="numeric"
        required={false}
      />
    </AppForm>
  );
}
