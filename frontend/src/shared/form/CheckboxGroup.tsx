// Several of a few, all of them visible; the value is the list of those chosen, in the order offered.
import { Choice } from './Choice';
import { ChoiceGroup } from './ChoiceGroup';
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
    <ChoiceGroup label={label} description={description} required={required} error={error}>
      {options.map((option, at) => (
        <Choice
          key={option.value}
          type="checkbox"
          {...(at === 0 ? { ref: field.ref } : {})}
          checked={chosen.includes(option.value)}
          disabled={disabled ?? false}
          onChange={(event) => choose(option.value, event.target.checked)}
          onBlur={field.onBlur}
        >
          {option.label}
        </Choice>
      ))}
    </ChoiceGroup>
  );
}
