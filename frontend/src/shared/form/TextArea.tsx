// Several lines of text.
import { TextArea as AriaTextArea } from 'react-aria-components/TextArea';
import { TextField as AriaTextField } from 'react-aria-components/TextField';
import styles from './Field.module.css';
import { FieldComplaint, FieldHelp, FieldLabel } from './FieldParts';
import { type FieldProps, useField } from './field';

export function TextArea(props: FieldProps & { rows?: number }) {
  const { name, label, description, required = true, disabled, rows = 5 } = props;
  const { field, error } = useField(name);
  return (
    <AriaTextField
      className={styles.field}
      name={field.name}
      value={field.value ?? ''}
      onChange={field.onChange}
      onBlur={field.onBlur}
      isRequired={required}
      isDisabled={disabled ?? false}
      isInvalid={error !== undefined}
      validationBehavior="aria"
    >
      <FieldLabel required={required}>{label}</FieldLabel>
      <FieldHelp>{description}</FieldHelp>
      <AriaTextArea ref={field.ref} className={styles.input} rows={rows} />
      <FieldComplaint>{error}</FieldComplaint>
    </AriaTextField>
  );
}
