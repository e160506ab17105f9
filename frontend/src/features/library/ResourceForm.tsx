// Writing: what a resource is called, says, and for whom it is.

import type { ResourceView } from '../../gen';
import { AppForm } from '../../shared/form/AppForm';
import { CheckboxGroup } from '../../shared/form/CheckboxGroup';
import { DateField } from '../../shared/form/DateField';
import { Select } from '../../shared/form/Select';
import { TextArea } from '../../shared/form/TextArea';
import { TextField } from '../../shared/form/TextField';
import { useAppForm } from '../../shared/form/useAppForm';
import { useIntl } from '../../shared/i18n/intl';
import { SETTINGS } from '../../shared/i18n/settings';
import { useT } from '../../shared/i18n/useT';
import { ButtonLink } from '../../shared/ui/ButtonLink';
import styles from './ResourceForm.module.css';
import { AUDIENCES, KINDS } from './reading';
import { asValues, type ResourceValues, resourceSchema } from './resource';

interface ResourceFormProps {
  resource?: ResourceView;
  submitLabel: string;
  cancelTo: string;
  submit: (values: ResourceValues) => Promise<unknown>;
}

export function ResourceForm({ resource, submitLabel, cancelTo, submit }: ResourceFormProps) {
  const t = useT();
  const { locale } = useIntl();
  const form = useAppForm({
    schema: resourceSchema,
    defaults: asValues(resource, locale),
    submit,
  });
  return (
    <div className={styles.wide}>
      <AppForm
        form={form}
        submitLabel={submitLabel}
        secondary={<ButtonLink to={cancelTo}>{t('action.cancel')}</ButtonLink>}
      >
        {!resource && (
          <Select
            name="kind"
            label={t('library.kind')}
            description={t('library.form.kind_help')}
            options={KINDS.map((each) => ({ value: each, label: t(`library.kind.${each}`) }))}
          />
        )}
        <TextField name="title" label={t('library.form.title')} />
        <TextArea
          name="summary"
          rows={2}
          label={t('library.form.summary')}
          description={t('library.form.summary_help')}
        />
        <div className={styles.body}>
          <TextArea
            name="body"
            rows={20}
            required={false}
            label={t('library.form.body')}
            description={t('library.form.body_help')}
          />
          <details className={styles.help}>
            <summary>{t('library.form.markdown')}</summary>
            <pre>{t('library.form.markdown_example')}</pre>
          </details>
        </div>
        <TextField
          name="link"
          type="url"
          required={false}
          label={t('library.form.link')}
          description={t('library.form.link_help')}
        />
        <CheckboxGroup
          name="audiences"
          required={false}
          label={t('library.form.audiences')}
          description={t('library.form.audiences_help')}
          options={AUDIENCES.map((each) => ({ value: each, label: t(`role.${each}`) }))}
        />
        <CheckboxGroup
          name="settings"
          required={false}
          label={t('library.form.settings')}
          description={t('library.form.settings_help')}
          options={SETTINGS.map((each) => ({ value: each, label: t(`setting.${each}`) }))}
        />
        <TextField
          name="topics"
          required={false}
          label={t('library.topics')}
          description={t('library.form.topics_help')}
        />
        <div className={styles.pair}>
          <TextField
            name="licence"
            label={t('library.licence')}
            description={t('library.form.licence_help')}
          />
          <TextField
            name="language"
            label={t('library.language')}
            description={t('library.form.language_help')}
          />
        </div>
        <DateField
          name="review_by"
          required={false}
          label={t('library.review_by')}
          description={t('library.form.review_by_help')}
        />
      </AppForm>
    </div>
  );
}
