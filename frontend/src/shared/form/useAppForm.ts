// A form over a schema: checked here first, then by the server, whose complaints land on the fields they name.
import { standardSchemaResolver } from '@hookform/resolvers/standard-schema';
import { useState } from 'react';
import { type DefaultValues, type FieldValues, type Path, useForm } from 'react-hook-form';
import { ApiProblem, fieldOfPointer } from '../api/problem';
import type { z } from './schema';

interface AppFormOptions<Values extends FieldValues> {
  schema: z.ZodMiniType<Values, Values>;
  defaults: DefaultValues<Values>;
  submit: (values: Values) => Promise<unknown>;
}

export function useAppForm<Values extends FieldValues>(options: AppFormOptions<Values>) {
  const { schema, defaults, submit } = options;
  const [problem, setProblem] = useState<unknown>(null);
  const form = useForm<Values>({
    resolver: standardSchemaResolver(schema),
    defaultValues: defaults,
    mode: 'onTouched',
  });

  const onSubmit = form.handleSubmit(async (values) => {
    setProblem(null);
    try {
      await submit(values);
    } catch (error) {
      if (!(error instanceof ApiProblem) || !placeOnFields(error, values)) setProblem(error);
    }
  });

  // True when every complaint found its field; what did not is shown above the form.
  function placeOnFields(error: ApiProblem, values: Values): boolean {
    let placed = 0;
    for (const { pointer, code, detail } of error.fields) {
      const name = fieldOfPointer(pointer);
      if (!((name.split('.')[0] ?? '') in values)) continue;
      const shouldFocus = placed === 0;
      form.setError(name as Path<Values>, { type: code, message: detail }, { shouldFocus });
      placed += 1;
    }
    return placed > 0 && placed === error.fields.length;
  }

  return { form, onSubmit, problem };
}

export type AppForm<Values extends FieldValues> = ReturnType<typeof useAppForm<Values>>;
