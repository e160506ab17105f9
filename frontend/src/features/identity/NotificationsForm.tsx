// The choices themselves: how often, how long before a meeting, and the hours in which nothing is sent.
import { type NotificationPreferences, putNotificationPreferences } from '../../gen';
import { ifMatch, type Versioned } from '../../shared/api/etag';
import { queryClient } from '../../shared/api/queryClient';
import { AppForm } from '../../shared/form/AppForm';
import { Checkbox } from '../../shared/form/Checkbox';
import { RadioGroup } from '../../shared/form/RadioGroup';
import { z } from '../../shared/form/schema';
import { TextField } from '../../shared/form/TextField';
import { TimeField } from '../../shared/form/TimeField';
import { useAppForm } from '../../shared/form/useAppForm';
import { useT } from '../../shared/i18n/useT';
import { notify } from '../../shared/ui/notify';

const HOW_OFTEN = ['weekly', 'all', 'none'] as const;
const HOURS = /^([1-9]|[1-6]\d|7[0-2])$/;
const schema = z.object({
  nudges: z.enum(HOW_OFTEN),
  reminders: z.boolean(),
  reminder_hours: z.string().check(z.trim(), z.regex(HOURS, 'identity.notifications.hours_range')),
  quiet_from: z.string().check(z.minLength(1)),
  quiet_to: z.string().check(z.minLength(1)),
});

export function NotificationsForm(props: { preferences: Versioned<NotificationPreferences> }) {
  const t = useT();
  const { value, etag } = props.preferences;
  const form = useAppForm<z.infer<typeof schema>>({
    schema,
    defaults: {
      nudges: value.nudges,
      reminders: value.reminders,
      reminder_hours: String(value.reminder_hours),
      quiet_from: value.quiet_from,
      quiet_to: value.quiet_to,
    },
    submit: async ({ reminder_hours, ...chosen }) => {
      const body = { ...chosen, reminder_hours: Number(reminder_hours) };
      await putNotificationPreferences({ headers: ifMatch({ etag }), body });
      notify({ tone: 'done', text: t('identity.notifications.saved') });
      await queryClient.invalidateQueries({ queryKey: ['notification-preferences'] });
    },
  });
  return (
    <AppForm form={form} submitLabel={t('action.save')}>
      <RadioGroup
        name="nudges"
        label={t('identity.notifications.nudges')}
        description={t('identity.notifications.nudges_help')}
        options={HOW_OFTEN.map((often) => ({
          value: often,
          label: t(`identity.notifications.nudges.${often}`),
        }))}
      />
      <Checkbox name="reminders" label={t('identity.notifications.reminders')} />
      <TextField
        name="reminder_hours"
        inputMode="numeric"
        label={t('identity.notifications.hours')}
        description={t('identity.notifications.hours_help')}
      />
      <TimeField
        name="quiet_from"
        label={t('identity.notifications.quiet_from')}
        description={t('identity.notifications.quiet_help', {
          zone: value.time_zone.replaceAll('_', ' '),
        })}
      />
      <TimeField name="quiet_to" label={t('identity.notifications.quiet_to')} />
    </AppForm>
  );
}
