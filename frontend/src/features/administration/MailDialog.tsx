// One mail as it was written, its links to be followed or handed on.
import type { MailView } from '../../gen';
import { useDates } from '../../shared/i18n/useDates';
import { useNumbers, useT } from '../../shared/i18n/useT';
import { StateBadge } from '../../shared/ui/Badge';
import { Button } from '../../shared/ui/Button';
import { Dialog, DialogActions } from '../../shared/ui/Dialog';
import { Facts } from '../../shared/ui/Facts';
import styles from './MailDialog.module.css';
import { MAIL_TONES, pieces } from './mail';

export function MailDialog({ mail, onClose }: { mail: MailView; onClose: () => void }) {
  const t = useT();
  const dates = useDates();
  const { number } = useNumbers();
  return (
    <Dialog title={mail.subject} open onClose={onClose}>
      <Facts
        items={[
          { term: t('administration.mails.to'), value: `${mail.to_name}, ${mail.to_address}` },
          { term: t('administration.mails.written'), value: dates.dateTime(mail.created_at) },
          {
            term: t('administration.mails.state'),
            value: (
              <StateBadge
                state={mail.state}
                tones={MAIL_TONES}
                label={t(`administration.mails.state_${mail.state}`)}
              />
            ),
          },
          ...(mail.sent_at
            ? [{ term: t('administration.mails.sent'), value: dates.dateTime(mail.sent_at) }]
            : []),
          ...(mail.attempts > 0
            ? [{ term: t('administration.mails.attempts'), value: number(mail.attempts) }]
            : []),
          ...(mail.last_error
            ? [{ term: t('administration.mails.last_error'), value: mail.last_error }]
            : []),
        ]}
      />
      <p className={styles.letter}>
        {mail.body === null
          ? t('administration.mails.sealed')
          : pieces(mail.body).map(({ text, href }, at) =>
              href ? (
                // biome-ignore lint/suspicious/noArrayIndexKey: the pieces have no identity but their place
                <a key={at} href={href}>
                  {text}
                </a>
              ) : (
                text
              ),
            )}
      </p>
      <DialogActions>
        <Button tone="primary" onPress={onClose} autoFocus>
          {t('action.close')}
        </Button>
      </DialogActions>
    </Dialog>
  );
}
