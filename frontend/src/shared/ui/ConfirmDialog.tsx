// Before something is lost: names what, and offers to keep it first.
import { useMutation } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useT } from '../i18n/useT';
import { Button } from './Button';
import { Dialog, DialogActions } from './Dialog';
import { ErrorState } from './ErrorState';

interface ConfirmDialogProps {
  title: string;
  /** What is lost, by name, and whether it can come back. */
  loses: ReactNode;
  /** The act in its own words, such as 'End the pairing'. */
  confirmLabel: string;
  open: boolean;
  onClose: () => void;
  onConfirm: () => Promise<unknown>;
  /** For decisions that lose nothing but cannot be taken back. */
  tone?: 'danger' | 'primary';
}

export function ConfirmDialog(props: ConfirmDialogProps) {
  const { title, loses, confirmLabel, open, onClose, onConfirm, tone = 'danger' } = props;
  const t = useT();
  const act = useMutation({ mutationFn: onConfirm, onSuccess: () => close() });
  const close = () => {
    act.reset();
    onClose();
  };
  return (
    <Dialog title={title} open={open} onClose={close} alert>
      <div>{loses}</div>
      {act.error && <ErrorState error={act.error} focusOnMount />}
      <DialogActions>
        <Button onPress={close} autoFocus>
          {t('action.keep')}
        </Button>
        <Button tone={tone} pending={act.isPending} onPress={() => act.mutate()}>
          {confirmLabel}
        </Button>
      </DialogActions>
    </Dialog>
  );
}
