// Merges a duplicate into an institution: what moves is shown before anything does, and it can be undone.
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useWatch } from 'react-hook-form';
import { mergeInstitution, previewInstitutionMerge } from '../../gen';
import { AppForm } from '../../shared/form/AppForm';
import { InstitutionField } from '../../shared/form/InstitutionField';
import { z } from '../../shared/form/schema';
import { useAppForm } from '../../shared/form/useAppForm';
import { asWritten } from '../../shared/i18n/published';
import { useT } from '../../shared/i18n/useT';
import { Button } from '../../shared/ui/Button';
import { Dialog } from '../../shared/ui/Dialog';
import { ErrorState } from '../../shared/ui/ErrorState';
import { notify } from '../../shared/ui/notify';
import { Points } from '../../shared/ui/Points';
import { Stack } from '../../shared/ui/Stack';
import { institutionMerged } from './changing';
import { ToAnotherRegion } from './ToAnotherRegion';

const schema = z.object({ duplicate_id: z.string().check(z.minLength(1)) });

interface Named {
  id: string;
  name: string;
}

interface MergeDialogProps {
  survivor: Named;
  /** When it is known which. */
  duplicate?: Named | undefined;
  onClose: () => void;
}

export default function MergeDialog({ survivor, duplicate, onClose }: MergeDialogProps) {
  const t = useT();
  const queries = useQueryClient();
  const form = useAppForm({
    schema,
    defaults: { duplicate_id: duplicate?.id ?? '' },
    submit: async (body) => {
      const { data } = await mergeInstitution({ path: { id: survivor.id }, body });
      await institutionMerged(queries);
      notify({
        tone: 'done',
        text: t('network.merge.done', {
          merged: asWritten(data.merged_name),
          name: asWritten(data.survivor_name),
        }),
      });
      onClose();
    },
  });
  const chosen = useWatch({ control: form.form.control, name: 'duplicate_id' });
  return (
    <Dialog
      title={t('network.merge.title', { name: asWritten(survivor.name) })}
      open
      onClose={onClose}
    >
      <p>{t('network.merge.means')}</p>
      <AppForm
        form={form}
        submitLabel={t('network.merge.confirm')}
        secondary={<Button onPress={onClose}>{t('action.cancel')}</Button>}
      >
        <InstitutionField
          name="duplicate_id"
          label={t('network.merge.duplicate')}
          known={duplicate && { ...duplicate, name: asWritten(duplicate.name) }}
        />
        {chosen && <Preview survivor={survivor.id} duplicate={chosen} />}
      </AppForm>
    </Dialog>
  );
}

function Preview({ survivor, duplicate }: { survivor: string; duplicate: string }) {
  const t = useT();
  const { data, error } = useQuery({
    queryKey: ['institution', survivor, 'merge', duplicate],
    retry: false,
    queryFn: async ({ signal }) =>
      (
        await previewInstitutionMerge({
          path: { id: survivor },
          query: { duplicate_id: duplicate },
          signal,
        })
      ).data,
  });
  if (error) return <ErrorState error={error} />;
  if (!data) return <p role="status">{t('state.loading')}</p>;
  const known = data.identifiers.map(({ scheme, value }) => `${scheme.toUpperCase()} ${value}`);
  return (
    <Stack>
      <section aria-labelledby="merge-preview">
        <h3 id="merge-preview">
          {t('network.merge.moves', { name: asWritten(data.duplicate.name) })}
        </h3>
        <Points>
          <li>
            {known.length > 0
              ? t('network.merge.identifiers', { identifiers: known.join(', ') })
              : t('network.merge.no_identifiers')}
          </li>
          <li>{t('network.merge.people', { count: data.people })}</li>
          <li>{t('network.merge.affiliations', { count: data.affiliations })}</li>
          <li>{t('network.merge.enrolments', { count: data.enrolments })}</li>
          <li>{t('network.merge.memberships', { count: data.memberships })}</li>
        </Points>
      </section>
      <ToAnotherRegion title={t('network.merge.region_title')} preview={data} />
    </Stack>
  );
}
