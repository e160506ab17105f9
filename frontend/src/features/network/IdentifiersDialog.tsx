// By which numbers others know an institution: the whole list at once, each complaint at its own row.
import { useQueryClient } from '@tanstack/react-query';
import { useFieldArray, useFormContext, useWatch } from 'react-hook-form';
import { type InstitutionDetail, replaceInstitutionIdentifiers } from '../../gen';
import { ifVersion } from '../../shared/api/etag';
import { AppForm } from '../../shared/form/AppForm';
import { Select } from '../../shared/form/Select';
import { z } from '../../shared/form/schema';
import { TextField } from '../../shared/form/TextField';
import { useAppForm } from '../../shared/form/useAppForm';
import { useT } from '../../shared/i18n/useT';
import { Button } from '../../shared/ui/Button';
import { Dialog } from '../../shared/ui/Dialog';
import { notify } from '../../shared/ui/notify';
import { Stack } from '../../shared/ui/Stack';
import { institutionChanged } from './changing';
import styles from './Identifiers.module.css';
import { isScheme, SCHEMES, type Scheme } from './identifiers';

const MOST = 20;

const schema = z.object({
  identifiers: z
    .array(
      z.object({
        scheme: z.enum(SCHEMES),
        value: z.string().check(z.trim(), z.minLength(1), z.maxLength(100)),
      }),
    )
    .check(z.maxLength(MOST)),
});

interface IdentifiersDialogProps {
  institution: InstitutionDetail;
  onClose: () => void;
}

export default function IdentifiersDialog({ institution, onClose }: IdentifiersDialogProps) {
  const t = useT();
  const queries = useQueryClient();
  const form = useAppForm({
    schema,
    defaults: {
      identifiers: institution.identifiers.flatMap(({ scheme, value }) =>
        isScheme(scheme) ? [{ scheme, value }] : [],
      ),
    },
    submit: async (body) => {
      await replaceInstitutionIdentifiers({
        path: { id: institution.id },
        body,
        headers: ifVersion(institution),
      });
      await institutionChanged(queries);
      notify({ tone: 'done', text: t('network.identifiers_saved') });
      onClose();
    },
  });
  return (
    <Dialog title={t('network.identifiers_edit')} open onClose={onClose}>
      <p>{t('network.identifiers_help')}</p>
      <AppForm
        form={form}
        submitLabel={t('action.save')}
        secondary={<Button onPress={onClose}>{t('action.cancel')}</Button>}
      >
        <Rows />
      </AppForm>
    </Dialog>
  );
}

function Rows() {
  const t = useT();
  const { control } = useFormContext();
  const { fields, append, remove } = useFieldArray({ control, name: 'identifiers' });
  const drafts: Array<{ scheme: Scheme; value: string }> =
    useWatch({ control, name: 'identifiers' }) ?? [];
  return (
    <Stack>
      {fields.map((field, at) => (
        <fieldset key={field.id} className={styles.row}>
          <legend>{t('network.identifier_number', { number: at + 1 })}</legend>
          <Select
            name={`identifiers.${at}.scheme`}
            label={t('network.identifier_scheme')}
            options={SCHEMES.map((scheme) => ({
              value: scheme,
              label: t(`network.scheme.${scheme}`),
            }))}
          />
          <TextField name={`identifiers.${at}.value`} label={t('network.identifier_value')} />
          <div>
            <Button
              tone="quiet"
              labelSuffix={` ${drafts[at]?.value ?? ''}`}
              onPress={() => remove(at)}
            >
              {t('network.identifier_remove')}
            </Button>
          </div>
        </fieldset>
      ))}
      <div>
        <Button
          disabledReason={fields.length >= MOST ? t('network.identifiers_enough') : undefined}
          onPress={() => append({ scheme: 'isil', value: '' })}
        >
          {t('network.identifier_add')}
        </Button>
      </div>
    </Stack>
  );
}
