// Notices as React Aria's toasts: a landmark one can reach with F6, read politely, gone by themselves when they lose nothing.
import { useEffect, useRef } from 'react';
import { I18nProvider } from 'react-aria-components/I18nProvider';
import { Text } from 'react-aria-components/Text';
import {
  UNSTABLE_ToastRegion as Region,
  UNSTABLE_Toast as Toast,
  UNSTABLE_ToastContent as ToastContent,
  UNSTABLE_ToastQueue as ToastQueue,
} from 'react-aria-components/Toast';
import { useIntl } from '../i18n/intl';
import { useT } from '../i18n/useT';
import { Button } from './Button';
import { cx } from './classNames';
import type { Notice } from './notify';
import { useProblemWords } from './problemWords';
import styles from './ToastRegion.module.css';
import type { KeyedNotice } from './Toasts';

const queue = new ToastQueue<Notice>({ maxVisibleToasts: 4 });

export default function ToastRegion({ notices }: { notices: KeyedNotice[] }) {
  const t = useT();
  const { locale } = useIntl();
  const shown = useRef(0);
  useEffect(() => {
    for (const { key, notice } of notices) {
      if (key <= shown.current) continue;
      shown.current = key;
      // A failure stays until it is read.
      queue.add(notice, notice.tone === 'done' ? { timeout: 8000 } : {});
    }
  }, [notices]);
  return (
    <I18nProvider locale={locale === 'es' ? 'es-US' : 'en-US'}>
      <Region queue={queue} className={styles.region} aria-label={t('toast.region')}>
        {({ toast }) => (
          <Toast toast={toast} className={cx(styles.toast, styles[toast.content.tone])}>
            <ToastContent className={styles.content}>
              {toast.content.tone === 'done' ? (
                <Text slot="title">{toast.content.text}</Text>
              ) : (
                <ProblemText error={toast.content.error} />
              )}
            </ToastContent>
            {toast.content.tone === 'done' && toast.content.undo && (
              <Button
                tone="quiet"
                onPress={() => {
                  if (toast.content.tone === 'done') toast.content.undo?.();
                  queue.close(toast.key);
                }}
              >
                {t('action.undo')}
              </Button>
            )}
            <Button tone="quiet" onPress={() => queue.close(toast.key)}>
              {t('action.dismiss')}
            </Button>
          </Toast>
        )}
      </Region>
    </I18nProvider>
  );
}

function ProblemText({ error }: { error: unknown }) {
  const { title, detail } = useProblemWords(error);
  return (
    <>
      <Text slot="title">{title}</Text>
      {detail && <Text slot="description">{detail}</Text>}
    </>
  );
}
