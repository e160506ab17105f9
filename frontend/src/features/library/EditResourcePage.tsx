// Editing the working copy; readers keep the published version until the next one is published.
import { useQueryClient, useSuspenseQuery } from '@tanstack/react-query';
import { useParams, useRouter } from '@tanstack/react-router';
import { updateResource } from '../../gen';
import { ifMatch } from '../../shared/api/etag';
import { useT } from '../../shared/i18n/useT';
import { ButtonLink } from '../../shared/ui/ButtonLink';
import { EmptyState } from '../../shared/ui/EmptyState';
import { notify } from '../../shared/ui/notify';
import { PageHeader } from '../../shared/ui/PageHeader';
import { ResourceForm } from './ResourceForm';
import { libraryKey, resourceQuery } from './reading';
import { asBody } from './resource';

export default function EditResourcePage() {
  const t = useT();
  const router = useRouter();
  const queries = useQueryClient();
  const { resource_id } = useParams({ strict: false }) as { resource_id: string };
  const found = useSuspenseQuery(resourceQuery(resource_id)).data;
  const resource = found.value;
  const back = `/library/${resource.id}`;
  return (
    <>
      <PageHeader
        title={t('library.edit_title', { title: resource.title })}
        lead={t(resource.number > 0 ? 'library.edit_lead_published' : 'library.edit_lead')}
      />
      {resource.state === 'retired' ? (
        <EmptyState
          title={t('library.is_retired')}
          next={t('library.is_retired_next')}
          action={<ButtonLink to={back}>{t('library.back')}</ButtonLink>}
        />
      ) : (
        <ResourceForm
          resource={resource}
          submitLabel={t('library.save_draft')}
          cancelTo={back}
          submit={async (values) => {
            // What a resource is stays what it was.
            const { kind: _, ...body } = asBody(values);
            await updateResource({ path: { id: resource.id }, body, headers: ifMatch(found) });
            await queries.invalidateQueries({ queryKey: libraryKey });
            notify({ tone: 'done', text: t('library.saved', { title: body.title }) });
            router.history.push(back);
          }}
        />
      )}
    </>
  );
}
