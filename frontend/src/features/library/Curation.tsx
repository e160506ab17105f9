// The next step of a resource for those who curate it: hand in, publish, edit, retire, each with the reason when it is not theirs.
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { type ResourceView, retireResource, submitResource } from '../../gen';
import { useDisabledReason } from '../../shared/auth/useMe';
import { todayInUtc } from '../../shared/i18n/days';
import { useDates } from '../../shared/i18n/useDates';
import { useT } from '../../shared/i18n/useT';
import { Button } from '../../shared/ui/Button';
import { ButtonLink } from '../../shared/ui/ButtonLink';
import { ConfirmDialog } from '../../shared/ui/ConfirmDialog';
import { notify } from '../../shared/ui/notify';
import styles from './Curation.module.css';
import { PublishDialog } from './PublishDialog';
import { libraryKey } from './reading';

export function Curation({ resource }: { resource: ResourceView }) {
  const t = useT();
  const dates = useDates();
  const queries = useQueryClient();
  const [publishing, setPublishing] = useState(false);
  const [retiring, setRetiring] = useState(false);
  const [submitting, setSubmitting] = useState(false);
  const mayNotPublish = useDisabledReason('publish_resources');
  const { id, state, title, number } = resource;
  const hollow = !resource.body.trim() && !resource.link;
  const changed = async (words: string) => {
    await Promise.all([
      queries.invalidateQueries({ queryKey: libraryKey }),
      queries.invalidateQueries({ queryKey: ['dashboard'] }),
    ]);
    notify({ tone: 'done', text: words });
  };
  const submit = async () => {
    setSubmitting(true);
    try {
      await submitResource({ path: { id } });
      await changed(t('library.submitted', { title }));
    } catch (error) {
      notify({ tone: 'problem', error });
    }
    setSubmitting(false);
  };
  const overdue = resource.review_by && resource.review_by < todayInUtc();
  return (
    <section className={styles.curation} aria-labelledby="curation">
      <div className={styles.words}>
        <h2 id="curation" className={styles.title}>
          {t('library.curation')}
        </h2>
        <p>
          {resource.unpublished_changes
            ? t('library.step.unpublished', { number })
            : t(`library.step.${state}`, { number })}
          {state === 'published' && overdue && resource.review_by
            ? ` ${t('library.step.review_due', { date: dates.date(resource.review_by) })}`
            : null}
        </p>
      </div>
      {state !== 'retired' && (
        <div className={styles.acts}>
          {state === 'draft' && (
            <Button
              tone="primary"
              pending={submitting}
              onPress={submit}
              disabledReason={hollow ? t('library.hollow') : undefined}
            >
              {t('library.submit')}
            </Button>
          )}
          {state === 'in_review' && (
            <Button
              tone="primary"
              disabledReason={mayNotPublish}
              onPress={() => setPublishing(true)}
            >
              {t('library.publish')}
            </Button>
          )}
          <ButtonLink to={`/library/${id}/edit`}>{t('library.edit')}</ButtonLink>
          <Button tone="quiet" disabledReason={mayNotPublish} onPress={() => setRetiring(true)}>
            {t('library.retire')}
          </Button>
        </div>
      )}
      {publishing && (
        <PublishDialog
          resource={resource}
          onClose={() => setPublishing(false)}
          onPublished={(published) => changed(t('library.published', { title, number: published }))}
        />
      )}
      <ConfirmDialog
        open={retiring}
        title={t('library.retire_confirm', { title })}
        loses={<p>{t(number > 0 ? 'library.retire_loses' : 'library.retire_loses_draft')}</p>}
        confirmLabel={t('library.retire')}
        onClose={() => setRetiring(false)}
        onConfirm={async () => {
          await retireResource({ path: { id } });
          await changed(t('library.retired', { title }));
        }}
      />
    </section>
  );
}
