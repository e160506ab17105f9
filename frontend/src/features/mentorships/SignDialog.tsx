// Before signing: the code of conduct in force, which one accepts with the agreement.
import type { CodeOfConduct } from '../../gen';
import { useT } from '../../shared/i18n/useT';
import { Button } from '../../shared/ui/Button';
import { Dialog, DialogActions } from '../../shared/ui/Dialog';
import { Stack } from '../../shared/ui/Stack';
import styles from './PairingPage.module.css';

interface SignDialogProps {
  conduct: CodeOfConduct;
  pending: boolean;
  onSign: () => void;
  onClose: () => void;
}

export default function SignDialog({ conduct, pending, onSign, onClose }: SignDialogProps) {
  const t = useT();
  const { my_accepted_version, note, text } = conduct;
  return (
    <Dialog open title={t('mentorships.sign.title')} onClose={onClose}>
      <Stack>
        <p>{t(`mentorships.sign.${my_accepted_version === null ? 'first' : 'again'}`)}</p>
        {note && my_accepted_version !== null && (
          <p>{t('mentorships.conduct.changed', { note })}</p>
        )}
        <p className={styles.text}>{text}</p>
      </Stack>
      <DialogActions>
        <Button onPress={onClose}>{t('action.cancel')}</Button>
        <Button tone="primary" pending={pending} onPress={onSign}>
          {t('mentorships.sign.confirm')}
        </Button>
      </DialogActions>
    </Dialog>
  );
}
