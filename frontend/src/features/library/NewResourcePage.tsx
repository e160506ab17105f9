// Beginning a draft.
import { useQueryClient } from '@tanstack/react-query';
import { useRouter } from '@tanstack/react-router';
import { createResource } from '../../gen';
import { useT } from '../../shared/i18n/useT';
import { notify } from '../../shared/ui/notify';
import { PageHeader } from '../../shared/ui/PageHeader';
import { ResourceForm } from './ResourceForm';
import { libraryKey } from './reading';
import { asBody } from './resource';

export default function NewResourcePage() {
  const t = useT();
  const router = useRouter();
  const queries = useQueryClient();
  return (
    <>
      <PageHeader title={t('library.write')} lead={t('library.write_lead')} />
      <ResourceForm
        submitLabel={t('library.save_draft')}
        cancelTo="/library"
        submit={async (values) => {
          const { data } = await createResource({ body: asBody(values) });
          await queries.invalidateQueries({ queryKey: libraryKey });
          notify({ tone: 'done', text: t('library.begun', { title: data.title }) });
          router.history.push(`/library/${data.id}`);
        }}
      />
    </>
  );
}
