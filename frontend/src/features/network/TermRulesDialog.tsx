// What the network allows of terms: how often one is renewed, and how long two may serve together in a handover.
import { useQueryClient } from '@tanstack/react-query';
import { type TermRules, updateTermRules } from '../../gen';
import { ifVersion } from '../../shared/api/etag';
import { AppForm } from '../../shared/form/AppForm';
import { z } from '../../shared/form/schema';
import { TextField } from '../../shared/form/TextField';
import { useAppForm } from '../../shared/form/useAppForm';
import { useT } from '../../shared/i18n/useT';
import { Button } from '../../shared/ui/Button';
import { Dialog } from '../../shared/ui/Dialog';
import { notify } from '../../shared/ui/notify';
import { termRulesQuery } from './reading';

interface TermRulesDialogProps {
  rules: TermRules;
  onClose: () => void;
}

const within = (text: string, least: number, most: number) =>
  /^\d{1,3}$/.test(text) && Number(text) >= least && Number(text) <= most;
const schema = z.object({
  renewals: z.string().check(
    z.trim(),
    z.refine((text) => within(text, 0, 10), 'network.rules.renewals_range'),
  ),
  days: z.string().check(
    z.trim(),
    z.refine((text) => within(text, 1, 366), 'network.rules.days_range'),
  ),
});

export default function TermRulesDialog({ rules, onClose }: TermRulesDialogProps) {
  const t = useT();
  const queries = useQueryClient();
  const form = useAppForm({
    schema,
    defaults: { renewals: String(rules.most_renewals), days: String(rules.most_handover_days) },
    submit: async ({ renewals, days }) => {
      const body = { most_renewals: Number(renewals), most_handover_days: Number(days) };
      await updateTermRules({ headers: ifVersion(rules), body });
      await queries.invalidateQueries({ queryKey: termRulesQuery.queryKey });
      notify({ tone: 'done', text: t('network.rules.done') });
      onClose();
    },
  });
  return (
    <Dialog title={t('network.rules.title')} open onClose={onClose}>
      <AppForm
        form={form}
        submitLabel={t('action.save')}
        secondary={<Button onPress={onClose}>{t('action.cancel')}</Button>}
      >
        <p>{t('network.rules.lead')}</p>
        <TextField
          name="renewals"
          inputMode="numeric"
          label={t('network.rules.renewals')}
          description={t('network.rules.renewals_help')}
        />
        <TextField
          name="days"
          inputMode="numeric"
          label={t('network.rules.days')}
          description={t('network.rules.days_help')}
        />
      </AppForm>
    </Dialog>
  );
}
