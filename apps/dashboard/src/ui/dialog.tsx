import type { ReactNode } from "react";
import { Dialog as AriaDialog, Button, Heading, Modal, ModalOverlay } from "react-aria-components";
import styles from "./dialog.module.css";

interface DialogProps {
  readonly title: string;
  readonly isOpen: boolean;
  readonly onClose: () => void;
  readonly size?: "s" | "m" | "l";
  /** Where a decision is asked for, nothing but a decision closes it. */
  readonly isAlert?: boolean;
  readonly children: ReactNode;
}

/** Over the page: the focus stays inside and comes back to where it was; Esc closes it. */
export function Dialog({ title, isOpen, onClose, size = "m", isAlert = false, children }: DialogProps) {
  return (
    <ModalOverlay
      isOpen={isOpen}
      isDismissable={!isAlert}
      onOpenChange={(open) => !open && onClose()}
      className={styles.overlay}
    >
      <Modal className={styles.modal} data-size={size}>
        <AriaDialog className={styles.dialog} role={isAlert ? "alertdialog" : "dialog"}>
          <header className={styles.head}>
            <Heading slot="title" level={2}>
              {title}
            </Heading>
            <Button className={styles.close} aria-label="Close" onPress={onClose}>
              <svg viewBox="0 0 16 16" aria-hidden="true">
                <path d="m4 4 8 8m0-8-8 8" stroke="currentColor" strokeWidth="1.6" strokeLinecap="round" />
              </svg>
            </Button>
          </header>
          <div className={styles.body}>{children}</div>
        </AriaDialog>
      </Modal>
    </ModalOverlay>
  );
}

/** Where a dialog ends: what it does, at the right. */
export function DialogActions({ children }: { readonly children: ReactNode }) {
  return <div className={styles.actions}>{children}</div>;
}
