// One line of text: a name, an address, a password, a number in words.
import styles from './Field.module.css';
import { FieldFrame } from './FieldParts';
import { type FieldProps, useField } from './field';

interface TextFieldProps extends FieldProps {
  type?: 'text' | 'email' | 'password' | 'url' | 'tel' | 'search';
  autoComplete?: string;
  inputMode?: 'numeric' | 'decimal';
}

export function TextField(props: TextFieldProps) {
  const { name, label, description, required = true, disabled, type = 'text' } = props;
  const { field, error } = useField(name);
  return (
    <FieldFrame label={label} description={description} required={required} error={error}>
      {(ties) => (
        <input
          {...ties}
          {...field}
          value={field.value ?? ''}
          className={styles.input}
          type={type}
          autoComplete={props.autoComplete}
          inputMode={props.inputMode}
          required={required}
          disabled={disabled}
        />
      )}
    </FieldFrame>
  );
}
