// Whom a message is for: from which list, and what narrows it.
import { useWatch } from 'react-hook-form';
import { RadioGroup } from '../../shared/form/RadioGroup';
import { Select } from '../../shared/form/Select';
import { TextField } from '../../shared/form/TextField';
import { useT } from '../../shared/i18n/useT';
import { useCycleOptions, useRegionOptions } from './data';

export function SelectionFields() {
  const t = useT();
  const of = useWatch({ name: 'selection.of' }) as 'enrolments' | 'pairings';
  const cycles = useCycleOptions();
  const regions = useRegionOptions();
  const options = <Value extends string>(of: string, values: readonly Value[]) =>
    values.map((value) => ({ value, label: t(`messages.${of}.${value}`) }));
  return (
    <>
      <RadioGroup
        name="selection.of"
        label={t('messages.of')}
        options={options('of', ['enrolments', 'pairings'])}
      />
      <Select
        name="selection.cycle_id"
        required={of === 'enrolments'}
        label={t('messages.cycle')}
        options={cycles}
      />
      <Select
        name="selection.region_id"
        required={false}
        label={t('messages.region')}
        description={t('messages.region_help')}
        options={regions}
      />
      <Select
        name="selection.role"
        required={false}
        label={t('messages.role')}
        options={options('role', ['mentor', 'mentee'])}
      />
      {of === 'enrolments' ? (
        <>
          <Select
            name="selection.matching"
            required={false}
            label={t('messages.matching')}
            options={options('matching', ['matched', 'unmatched', 'waiting'])}
          />
          <Select
            name="selection.ready"
            required={false}
            label={t('messages.ready')}
            options={options('ready', ['yes', 'no'])}
          />
          <Select
            name="selection.enrolment_state"
            required={false}
            label={t('messages.state')}
            description={t('messages.enrolment_help')}
            options={options('enrolment', ['draft', 'enrolled', 'withdrawn'])}
          />
        </>
      ) : (
        <>
          <Select
            name="selection.pairing_state"
            required={false}
            label={t('messages.state')}
            description={t('messages.pairing_help')}
            options={options('pairing', ['active', 'paused', 'ended'])}
          />
          <Select
            name="selection.health"
            required={false}
            label={t('messages.health')}
            options={options('health', ['well', 'watched', 'asked', 'stalled'])}
          />
          <TextField
            name="selection.no_meeting_days"
            required={false}
            inputMode="numeric"
            label={t('messages.no_meeting_days')}
          />
        </>
      )}
    </>
  );
}
