// One of a few, all of them visible.
import { useId } from 'react';
import { Choice } from './Choice';
import { ChoiceGroup } from './ChoiceGroup';
import { type FieldProps, useField } from './field';
import type { Option } from './Select';

export function RadioGroup(props: FieldProps & { options: readonly Option[] }) {
  const { name, label, description, required = true, disabled, options } = props;
  // Two forms on a page may ask the same question.
  const group = useId();
  const { field, error } = useField(name);
  const chosen = options.some(({ value }) => value === field.value);
  return (
    <ChoiceGroup
      label={label}
      description={description}
      required={required}
      error={error}
      role="radiogroup"
      stacked
    >
      {options.map((option, at) => (
        <Choice
          key={option.value}
          type="radio"
          name={group}
          value={option.value}
          // Where the focus goes when the group is refused: to the choice, or the first.
          {...((chosen ? option.value === field.value : at === 0) ? { ref: field.ref } : {})}
          checked={option.value === field.value}
          disabled={disabled ?? false}
          required={required}
          invalid={error !== undefined}
          onChange={() => field.onChange(option.value)}
          onBlur={field.onBlur}
        >
          {option.label}
        </Choice>
      ))}
    </ChoiceGroup>
  );
}
