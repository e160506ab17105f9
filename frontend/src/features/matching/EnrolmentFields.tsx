// What matching needs to know of a person, asked once and in few words: a form for the thumb.
import { useWatch } from 'react-hook-form';
import { useMe } from '../../shared/auth/useMe';
import { CheckboxGroup } from '../../shared/form/CheckboxGroup';
import { Select } from '../../shared/form/Select';
import { TextField } from '../../shared/form/TextField';
import { useIntl } from '../../shared/i18n/intl';
import { SETTINGS } from '../../shared/i18n/settings';
import { timeZones } from '../../shared/i18n/timeZones';
import { useT } from '../../shared/i18n/useT';
import { AvailabilityField } from './AvailabilityField';
import type { EnrolmentValues } from './enrolment';
import { LANGUAGES } from './enrolment';
import { TopicsField } from './TopicsField';
import { CAREER_STAGES } from './words';

interface EnrolmentFieldsProps {
  spoken?: readonly string[];
  /** The person's own zone where it is known; without it the one of their account counts. */
  zone?: string | undefined;
}

export function EnrolmentFields({ spoken = [], zone }: EnrolmentFieldsProps) {
  const t = useT();
  const intl = useIntl();
  const role: EnrolmentValues['role'] | undefined = useWatch({ name: 'role' });
  const names = new Intl.DisplayNames([intl.locale], { type: 'language' });
  const mentor = role === 'mentor';
  const mine = useMe().time_zone;
  return (
    <>
      {mentor && (
        <Select
          name="capacity"
          label={t('matching.enrol.capacity')}
          description={t('matching.enrol.capacity_help')}
          options={Array.from({ length: 10 }, (_, at) => ({
            value: String(at + 1),
            label: t('matching.enrol.mentees', { count: at + 1 }),
          }))}
        />
      )}
      <Select
        name="setting"
        label={t('matching.setting')}
        options={SETTINGS.map((value) => ({ value, label: t(`setting.${value}`) }))}
      />
      <Select
        name="career_stage"
        label={t('matching.factor.career_stage')}
        options={CAREER_STAGES.map((value) => ({ value, label: t(`matching.stage.${value}`) }))}
      />
      <TextField
        name="years_of_experience"
        inputMode="numeric"
        label={t('matching.enrol.years')}
        description={t('matching.enrol.years_help')}
      />
      <TopicsField
        name="interests"
        label={t('matching.interests')}
        description={t('matching.enrol.interests_help')}
      />
      <TopicsField
        name="goals"
        label={t(mentor ? 'matching.expertise' : 'matching.goals')}
        description={t(mentor ? 'matching.enrol.expertise_help' : 'matching.enrol.goals_help')}
      />
      <CheckboxGroup
        name="languages"
        label={t('matching.languages')}
        description={t('matching.enrol.languages_help')}
        options={[...new Set([...LANGUAGES, ...spoken])].map((value) => ({
          value,
          label: names.of(value) ?? value,
        }))}
      />
      <Select
        name="time_zone"
        label={t('matching.factor.time_zone')}
        description={t(zone ? 'matching.enrol.zone_help' : 'matching.enrol.zone_help_other')}
        required={zone !== undefined}
        options={timeZones(zone ?? mine)}
      />
      <AvailabilityField
        name="available_hours"
        label={t('matching.hours')}
        description={t('matching.hours.help')}
      />
    </>
  );
}
