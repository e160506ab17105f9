// The form element: what the server refused on top, the fields, the buttons.
import type { ReactNode } from 'react';
import { type FieldValues, FormProvider } from 'react-hook-form';
import { Button } from '../ui/Button';
import { ErrorState } from '../ui/ErrorState';
import styles from './AppForm.module.css';
import type { AppForm as Form } from './useAppForm';

interface AppFormProps<Values extends FieldValues> {
  form: Form<Values>;
  submitLabel: string;
  /** Other ways out, such as a cancel button. */
  secondary?: ReactNode;
  disabledReason?: string | undefined;
  children: ReactNode;
}

export function AppForm<Values extends FieldValues>(props: AppFormProps<Values>) {
  const { form, submitLabel, secondary, disabledReason, children } = props;
  return (
    <FormProvider {...form.form}>
      <form className={styles.form} onSubmit={form.onSubmit} noValidate>
        {form.problem !== null && <ErrorState error={form.problem} focusOnMount />}
        {children}
        <div className={styles.actions}>
          <Button
            type="submit"
            tone="primary"
            pending={form.form.formState.isSubmitting}
            disabledReason={disabledReason}
          >
            {submitLabel}
          </Button>
          {secondary}
        </div>
      </form>
    </FormProvider>
  );
}
