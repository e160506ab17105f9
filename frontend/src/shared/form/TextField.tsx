// One line of text: a name, an address, a password, a number in words.
import { Input } from 'react-aria-components/Input';
import { TextField as AriaTextField } from 'react-aria-components/TextField';
import styles from './Field.module.css';
import { FieldComplaint, FieldHelp, FieldLabel } from './FieldParts';
import { type FieldProps, useField } from './field';

interface TextFieldProps extends FieldProps {
  type?: 'text' | 'email' | 'password' | 'url' | 'tel' | 'search';
  autoComplete?: string;
  inputMode?: 'numeric' | 'decimal';
}

export function TextField({
  name,
  label,
  description,
  required = true,
  disabled,
  ...input
}: TextFieldProps) {
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
      type={input.type ?? 'text'}
      {...(input.autoComplete ? { autoComplete: input.autoComplete } : {})}
      {...(input.inputMode ? { inputMode: input.inputMode } : {})}
    >
      <FieldLabel required={required}>{label}</FieldLabel>
      <FieldHelp>{description}</FieldHelp>
      <Input ref={field.ref} className={styles.input} />
      <FieldComplaint>{error}</FieldComplaint>
    </AriaTextField>
  );
}
