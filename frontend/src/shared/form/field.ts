// What every field shares: its name in the form, its words, and its complaint in the person's language.
import type { ReactNode } from 'react';
import { type FieldError, useController } from 'react-hook-form';
import { useIntl } from '../i18n/intl';

export interface FieldProps {
  /** The path in the form's values, equal to the API's: `questions.0.text`. */
  name: string;
  label: string;
  /** Help that stays visible. */
  description?: ReactNode;
  required?: boolean;
  disabled?: boolean;
}

export function useField(name: string) {
  const intl = useIntl();
  const { field, fieldState } = useController({ name });
  return { field, error: words(fieldState.error) };

  function words(error: FieldError | undefined): string | undefined {
    if (!error) return undefined;
    const message = error.message ?? '';
    // The schema names messages; the server gives a code with a sentence.
    for (const id of [message, `form.server.${error.type}`]) {
      if (id in intl.messages) return intl.formatMessage({ id });
    }
    return message || intl.formatMessage({ id: 'form.invalid' });
  }
}
