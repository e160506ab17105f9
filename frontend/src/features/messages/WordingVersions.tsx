// What a wording said before. Any of it can be taken back, as a new version.
import { useState } from 'react';
import {
  listMessageTemplateVersions,
  type MessageTemplateView,
  takeBackMessageTemplate,
} from '../../gen';
import { useDates } from '../../shared/i18n/useDates';
import { useT } from '../../shared/i18n/useT';
import { Button } from '../../shared/ui/Button';
import { DataTable } from '../../shared/ui/DataTable';
import { notify } from '../../shared/ui/notify';
import { PagedList } from '../../shared/ui/PagedList';
import styles from './Letter.module.css';

interface WordingVersionsProps {
  template: MessageTemplateView;
  onTaken: () => Promise<void>;
}

export function WordingVersions({ template, onTaken }: WordingVersionsProps) {
  const t = useT();
  const dates = useDates();
  const [taking, setTaking] = useState<number | null>(null);
  const takeBack = async (number: number) => {
    setTaking(number);
    try {
      await takeBackMessageTemplate({ path: { id: template.id }, body: { number } });
      await onTaken();
    } catch (error) {
      notify({ tone: 'problem', error });
      setTaking(null);
    }
  };
  return (
    <PagedList
      label={t('messages.versions')}
      queryKey={['message-templates', template.id, 'versions', template.number]}
      read={async (page, signal) =>
        (await listMessageTemplateVersions({ path: { id: template.id }, query: page, signal })).data
      }
      empty={null}
    >
      {(rows, busy) => (
        <DataTable
          caption={t('messages.versions')}
          captionHidden
          plain
          busy={busy}
          rows={rows}
          rowKey={({ number }) => String(number)}
          empty={null}
          columns={[
            {
              id: 'number',
              header: t('messages.version'),
              cell: ({ number, written_by_name, written_at }) =>
                [number, written_by_name, dates.dateTime(written_at)].filter(Boolean).join(', '),
            },
            {
              id: 'text',
              header: t('messages.body'),
              cell: ({ name, subject, body }) => (
                <details>
                  <summary>
                    {name}: {subject}
                  </summary>
                  <p className={styles.letter}>{body}</p>
                </details>
              ),
            },
            {
              id: 'back',
              header: t('messages.take_back'),
              cell: ({ number }) =>
                number === template.number ? (
                  t('messages.in_use')
                ) : (
                  <Button
                    small
                    labelSuffix={`: ${number}`}
                    pending={taking === number}
                    onPress={() => void takeBack(number)}
                  >
                    {t('messages.take_back')}
                  </Button>
                ),
            },
          ]}
        />
      )}
    </PagedList>
  );
}
