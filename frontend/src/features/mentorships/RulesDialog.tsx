// Other thresholds: they count from now on, for every pairing.

import { type MentoringRules, updateMentoringRules } from '../../gen';
import { ifMatch, type Versioned } from '../../shared/api/etag';
import { AppForm } from '../../shared/form/AppForm';
import { z } from '../../shared/form/schema';
import { TextField } from '../../shared/form/TextField';
import { useAppForm } from '../../shared/form/useAppForm';
import { useT } from '../../shared/i18n/useT';
import { Button } from '../../shared/ui/Button';
import { Dialog } from '../../shared/ui/Dialog';
import { notify } from '../../shared/ui/notify';
import { rulesChanged } from './data';
import { RULES } from './rules';

const figure = z.string().check(z.trim(), z.regex(/^[1-9]\d{0,3}$/, 'mentorships.rules.whole'));
// None may be stalled before the caseload warns.
const figureOrNone = z.string().check(z.trim(), z.regex(/^\d{1,4}$/, 'mentorships.rules.whole'));
const schema = z.object({
  first_contact_days: figure,
  meeting_days: figure,
  agreement_days: figure,
  answer_days: figure,
  quiet_days: figure,
  ending_days: figure,
  most_pairings: figure,
  most_stalled: figureOrNone,
});

interface RulesDialogProps {
  rules: Versioned<MentoringRules>;
  onClose: () => void;
}

export default function RulesDialog({ rules, onClose }: RulesDialogProps) {
  const t = useT();
  const form = useAppForm<z.infer<typeof schema>>({
    schema,
    defaults: Object.fromEntries(RULES.map(({ name }) => [name, String(rules.value[name])])),
    submit: async (values) => {
      const body = Object.fromEntries(RULES.map(({ name }) => [name, Number(values[name])]));
      await updateMentoringRules({ headers: ifMatch(rules), body });
      await rulesChanged();
      notify({ tone: 'done', text: t('mentorships.rules.saved') });
      onClose();
    },
  });
  return (
    <Dialog open title={t('mentorships.rules.change')} onClose={onClose}>
      <AppForm
        form={form}
        submitLabel={t('action.save')}
        secondary={<Button onPress={onClose}>{t('action.cancel')}</Button>}
      >
        {RULES.map(({ name }) => (
          <TextField
            key={name}
            name={name}
            inputMode="numeric"
            label={t(`mentorships.rule.${name}`)}
            description={t(`mentorships.rule.help.${name}`)}
          />
        ))}
      </AppForm>
    </Dialog>
  );
}
