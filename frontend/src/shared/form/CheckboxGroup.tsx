// Several of a few, all of them visible; the value is the list of those chosen, in the order offered.
import { Checkbox as AriaCheckbox } from 'react-aria-components/Checkbox';
import { IconCheck } from '../ui/icons';
import styles from './Field.module.css';
import { Complaint, OptionalMark } from './FieldParts';
import { type FieldProps, useField } from './field';
import type { Option } from './Select';

export function CheckboxGroup(props: FieldProps & { options: readonly Option[] }) {
  const { name, label, description, required = true, disabled, options } = props;
  const { field, error } = useField(name);
  const chosen: readonly string[] = field.value ?? [];
  const choose = (value: string, on: boolean) =>
    field.onChange(
      options
        .map((option) => option.value)
        .filter((each) => (each === value ? on : chosen.includes(each))),
    );
  return (
    <fieldset className={styles.group}>
      <legend className={styles.label}>
        {label}
        {!required && <OptionalMark />}
      </legend>
      {description && <span className={styles.help}>{description}</span>}
      <div className={styles.choices}>
        {options.map((option) => (
          <AriaCheckbox
            key={option.value}
            className={styles.check}
            isSelected={chosen.includes(option.value)}
            onChange={(on) => choose(option.value, on)}
            onBlur={field.onBlur}
            isDisabled={disabled ?? false}
          >
            <span className={styles.box} aria-hidden="true">
              <IconCheck />
            </span>
            <span>{option.label}</span>
          </AriaCheckbox>
        ))}
      </div>
      {error && <Complaint>{error}</Complaint>}
    </fieldset>
  );
}
