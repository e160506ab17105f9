// The files that came with an application, to download: a stranger sent them, so the browser never shows them.
import { useSuspenseQuery } from '@tanstack/react-query';
import { useNumbers, useT } from '../../shared/i18n/useT';
import { Button } from '../../shared/ui/Button';
import { Card } from '../../shared/ui/Card';
import { notify } from '../../shared/ui/notify';
import styles from './Applicant.module.css';
import { saveAttachment } from './attachments';
import { attachmentsQuery } from './queries';

export function Attachments({ applicationId }: { applicationId: string }) {
  const t = useT();
  const { number } = useNumbers();
  const { data: files } = useSuspenseQuery(attachmentsQuery(applicationId));
  if (files.length === 0) return null;
  return (
    <Card title={t('recruitment.files.title')} aside={number(files.length)}>
      <ul className={styles.people}>
        {files.map((file) => (
          <li key={file.id} className={styles.line}>
            <span>
              {t('recruitment.files.named', {
                name: file.name,
                kb: number(Math.max(1, Math.round(file.size / 1024))),
              })}
            </span>
            <Button
              small
              labelSuffix={`: ${file.name}`}
              onPress={() =>
                void saveAttachment(file).catch((error) => notify({ tone: 'problem', error }))
              }
            >
              {t('recruitment.files.download')}
            </Button>
          </li>
        ))}
      </ul>
    </Card>
  );
}
