// The same things shown in one of two ways.
import { cx } from './classNames';
import styles from './ViewChoice.module.css';

interface ViewChoiceProps<Value extends string> {
  label: string;
  value: Value;
  options: ReadonlyArray<{ value: Value; label: string }>;
  onChange: (value: Value) => void;
}

export function ViewChoice<Value extends string>(props: ViewChoiceProps<Value>) {
  const { label, value, options, onChange } = props;
  return (
    <fieldset className={styles.choice} aria-label={label}>
      {options.map((option) => (
        <button
          key={option.value}
          type="button"
          className={cx(styles.option, option.value === value && styles.chosen)}
          aria-pressed={option.value === value}
          onClick={() => onChange(option.value)}
        >
          {option.label}
        </button>
      ))}
    </fieldset>
  );
}
