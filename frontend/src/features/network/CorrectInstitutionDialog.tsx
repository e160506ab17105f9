// Corrects what is known of an institution by hand. What another jurisdiction would move is shown before anything does.
import { useQuery, useQueryClient, useSuspenseQuery } from '@tanstack/react-query';
import { useWatch } from 'react-hook-form';
import {
  type InstitutionDetail,
  previewInstitutionJurisdiction,
  updateInstitution,
} from '../../gen';
import { ifVersion } from '../../shared/api/etag';
import { AppForm } from '../../shared/form/AppForm';
import { Select } from '../../shared/form/Select';
import { z } from '../../shared/form/schema';
import { TextField } from '../../shared/form/TextField';
import { useAppForm } from '../../shared/form/useAppForm';
import { SETTINGS } from '../../shared/i18n/settings';
import { useT } from '../../shared/i18n/useT';
import { Button } from '../../shared/ui/Button';
import { Dialog } from '../../shared/ui/Dialog';
import { ErrorState } from '../../shared/ui/ErrorState';
import { notify } from '../../shared/ui/notify';
import { institutionChanged, institutionMerged } from './changing';
import { jurisdictionsQuery } from './reading';
import { ToAnotherRegion } from './ToAnotherRegion';

const schema = z.object({
  name: z.string().check(z.trim(), z.minLength(1), z.maxLength(200)),
  setting: z.enum(SETTINGS),
  jurisdiction: z.string().check(z.minLength(1)),
  city: z.string().check(z.trim(), z.maxLength(100)),
  address: z.string().check(z.trim(), z.maxLength(200)),
  postal_code: z.string().check(z.trim(), z.maxLength(20)),
});

interface CorrectInstitutionDialogProps {
  institution: InstitutionDetail;
  onClose: () => void;
}

export default function CorrectInstitutionDialog(props: CorrectInstitutionDialogProps) {
  const { institution, onClose } = props;
  const t = useT();
  const queries = useQueryClient();
  const form = useAppForm({
    schema,
    defaults: {
      name: institution.name,
      setting: institution.setting,
      jurisdiction: institution.jurisdiction,
      city: institution.city ?? '',
      address: institution.address ?? '',
      postal_code: institution.postal_code ?? '',
    },
    submit: async ({ city, address, postal_code, jurisdiction, ...rest }) => {
      const moves = jurisdiction !== institution.jurisdiction;
      await updateInstitution({
        path: { id: institution.id },
        body: {
          ...rest,
          ...(moves && { jurisdiction }),
          city: city || null,
          address: address || null,
          postal_code: postal_code || null,
        },
        headers: ifVersion(institution),
      });
      await (moves ? institutionMerged : institutionChanged)(queries);
      notify({ tone: 'done', text: t('network.correct.done', { name: rest.name }) });
      onClose();
    },
  });
  const jurisdictions = useSuspenseQuery(jurisdictionsQuery).data;
  const jurisdiction = useWatch({ control: form.form.control, name: 'jurisdiction' });
  return (
    <Dialog title={t('network.correct.title')} open onClose={onClose}>
      {institution.source && <p>{t('network.correct.imported')}</p>}
      <AppForm
        form={form}
        submitLabel={t('action.save')}
        secondary={<Button onPress={onClose}>{t('action.cancel')}</Button>}
      >
        <TextField name="name" label={t('network.add_institution.name')} />
        <Select
          name="setting"
          label={t('network.setting')}
          options={SETTINGS.map((each) => ({ value: each, label: t(`setting.${each}`) }))}
        />
        <Select
          name="jurisdiction"
          label={t('network.jurisdiction')}
          options={[...jurisdictions]
            .sort((a, b) => a.name.localeCompare(b.name))
            .map(({ code, name }) => ({ value: code, label: name }))}
        />
        {jurisdiction && jurisdiction !== institution.jurisdiction && (
          <Preview institution={institution} jurisdiction={jurisdiction} />
        )}
        <TextField name="address" required={false} label={t('network.address')} />
        <TextField name="city" required={false} label={t('network.city')} />
        <TextField name="postal_code" required={false} label={t('network.postal_code')} />
      </AppForm>
    </Dialog>
  );
}

interface PreviewProps {
  institution: InstitutionDetail;
  jurisdiction: string;
}

function Preview({ institution, jurisdiction }: PreviewProps) {
  const t = useT();
  const { data, error } = useQuery({
    queryKey: ['institution', institution.id, 'jurisdiction', jurisdiction],
    retry: false,
    queryFn: async ({ signal }) =>
      (
        await previewInstitutionJurisdiction({
          path: { id: institution.id },
          query: { jurisdiction },
          signal,
        })
      ).data,
  });
  if (error) return <ErrorState error={error} />;
  if (!data) return <p role="status">{t('state.loading')}</p>;
  if (!data.region_move) return <p>{t('network.correct.jurisdiction_same')}</p>;
  const title = t('network.correct.jurisdiction_title', { name: data.name });
  return <ToAnotherRegion title={title} preview={data} />;
}
