// A question over the page. Closes by Escape, by its button, and when its work is done.
import type { ReactNode } from 'react';
import { Dialog as AriaDialog } from 'react-aria-components/Dialog';
import { Heading } from 'react-aria-components/Heading';
import { Modal, ModalOverlay } from 'react-aria-components/Modal';
import styles from './Dialog.module.css';

interface DialogProps {
  title: string;
  open: boolean;
  onClose: () => void;
  /** Asks for a decision: a press beside it does not close it. */
  alert?: boolean;
  children: ReactNode;
}

export function Dialog({ title, open, onClose, alert, children }: DialogProps) {
  return (
    <ModalOverlay
      className={styles.veil}
      isOpen={open}
      onOpenChange={(next) => !next && onClose()}
      isDismissable={!alert}
    >
      <Modal className={styles.modal}>
        <AriaDialog className={styles.dialog} role={alert ? 'alertdialog' : 'dialog'}>
          <Heading slot="title" level={2} className={styles.title}>
            {title}
          </Heading>
          {children}
        </AriaDialog>
      </Modal>
    </ModalOverlay>
  );
}

export function DialogActions({ children }: { children: ReactNode }) {
  return <div className={styles.actions}>{children}</div>;
}
