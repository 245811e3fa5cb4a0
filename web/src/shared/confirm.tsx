import type { ComponentChildren } from 'preact';
import { Button } from './button.tsx';
import { Dialog } from './dialog.tsx';

export interface ConfirmProps {
  title: string;
  /** What the button says that does it. */
  action: string;
  keep?: string;
  onConfirm(): Promise<unknown>;
  onClose(): void;
  children: ComponentChildren;
}

/** Asks before what cannot be undone with one click. It stays open when that fails. */
export function Confirm({ title, action, keep = 'Leave it as it is', onConfirm, onClose, children }: ConfirmProps) {
  const confirm = async () => {
    await onConfirm();
    onClose();
  };
  return (
    <Dialog title={title} onClose={onClose}>
      {children}
      <div class="row">
        <Button kind="danger" onPress={confirm}>
          {action}
        </Button>
        <Button onPress={onClose}>{keep}</Button>
      </div>
    </Dialog>
  );
}
