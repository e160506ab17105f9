// A calendar date, typed part by part in the order of the person's language; its value is `YYYY-MM-DD`.
import { type CalendarDate, parseDate } from '@internationalized/date';
import {
  DateField as AriaDateField,
  DateInput,
  DateSegment,
} from 'react-aria-components/DateField';
import styles from './Field.module.css';
import { FieldComplaint, FieldHelp, FieldLabel } from './FieldParts';
import { type FieldProps, useField } from './field';

export function DateField({ name, label, description, required = true, disabled }: FieldProps) {
  const { field, error } = useField(name);
  return (
    <AriaDateField<CalendarDate>
      className={styles.field}
      name={field.name}
      value={field.value ? parseDate(field.value) : null}
      onChange={(date) => field.onChange(date?.toString() ?? null)}
      onBlur={field.onBlur}
      isRequired={required}
      isDisabled={disabled ?? false}
      isInvalid={error !== undefined}
      validationBehavior="aria"
    >
      <FieldLabel required={required}>{label}</FieldLabel>
      <FieldHelp>{description}</FieldHelp>
      <DateInput ref={field.ref} className={styles.date}>
        {(segment) => <DateSegment segment={segment} className={styles.segment} />}
      </DateInput>
      <FieldComplaint>{error}</FieldComplaint>
    </AriaDateField>
  );
}
