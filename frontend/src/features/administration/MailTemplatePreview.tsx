// How a wording reads, with samples in the place of its words, before it is put in force.
import { useQueryClient } from '@tanstack/react-query';
import { type MailPreview, type MailTemplateView, updateMailTemplate } from '../../gen';
import { ifVersion } from '../../shared/api/etag';
import { useT } from '../../shared/i18n/useT';
import { ConfirmDialog } from '../../shared/ui/ConfirmDialog';
import { notify } from '../../shared/ui/notify';
import { Stack } from '../../shared/ui/Stack';
import styles from './MailDialog.module.css';
import { mailTemplatesQuery, type Wording } from './mailTemplates';

interface MailTemplatePreviewProps {
  template: MailTemplateView;
  wording: Wording;
  preview: MailPreview;
  onClose: () => void;
}

export function MailTemplatePreview({
  template,
  wording,
  preview,
  onClose,
}: MailTemplatePreviewProps) {
  const t = useT();
  const queries = useQueryClient();
  const putInForce = async () => {
    const { subject, body, note } = wording;
    await updateMailTemplate({
      path: { key: template.key },
      headers: ifVersion(template),
      body: { subject, body, note: note || null },
    });
    await queries.invalidateQueries({ queryKey: mailTemplatesQuery.queryKey });
    notify({ tone: 'done', text: t('administration.templates.done') });
  };
  return (
    <ConfirmDialog
      open
      tone="primary"
      title={preview.subject}
      loses={
        <Stack>
          <p>{t('administration.templates.sample')}</p>
          <p className={styles.letter} lang="en">
            {preview.body}
          </p>
        </Stack>
      }
      confirmLabel={t('administration.templates.put_in_force')}
      onClose={onClose}
      onConfirm={putInForce}
    />
  );
}
