// One of a few, all of them visible.
import { RadioGroup as AriaRadioGroup, Radio } from 'react-aria-components/RadioGroup';
import styles from './Field.module.css';
import { FieldComplaint, FieldHelp, FieldLabel } from './FieldParts';
import { type FieldProps, useField } from './field';
import type { Option } from './Select';

export function RadioGroup(props: FieldProps & { options: readonly Option[] }) {
  const { name, label, description, required = true, disabled, options } = props;
  const { field, error } = useField(name);
  return (
    <AriaRadioGroup
      className={styles.field}
      name={field.name}
      value={field.value ?? null}
      onChange={field.onChange}
      onBlur={field.onBlur}
      isRequired={required}
      isDisabled={disabled ?? false}
      isInvalid={error !== undefined}
      validationBehavior="aria"
    >
      <FieldLabel required={required}>{label}</FieldLabel>
      <FieldHelp>{description}</FieldHelp>
      <div className={styles.radios}>
        {options.map((option) => (
          <Radio key={option.value} value={option.value} className={styles.check}>
            <span className={styles.dot} aria-hidden="true" />
            {option.label}
          </Radio>
        ))}
      </div>
      <FieldComplaint>{error}</FieldComplaint>
    </AriaRadioGroup>
  );
}
