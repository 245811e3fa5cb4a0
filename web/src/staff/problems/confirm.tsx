import { useSignal } from '@preact/signals';
import type { ComponentChildren } from 'preact';
import { wordsOf } from '../../shared/api.ts';
import { Button } from '../../shared/button.tsx';
import { Dialog } from '../../shared/dialog.tsx';
import { tell } from '../../shared/toasts.tsx';

/** A button that asks once more, and says what will happen. */
export function Confirm({
  text,
  label,
  title,
  yes,
  kind = 'danger',
  onYes,
  disabled = false,
  children,
}: {
  text: string;
  label?: string;
  title: string;
  yes: string;
  kind?: 'danger' | 'main' | 'plain' | 'quiet';
  onYes(): Promise<unknown>;
  disabled?: boolean;
  children: ComponentChildren;
}) {
  const open = useSignal(false);
  const close = () => {
    open.value = false;
  };
  const go = async () => {
    try {
      await onYes();
    } catch (error) {
      tell('error', wordsOf(error));
    }
    close();
  };
  return (
    <>
      <Button
        kind={kind}
        disabled={disabled}
        {...(label && { label })}
        onPress={() => {
          open.value = true;
        }}
      >
        {text}
      </Button>
      {open.value && (
        <Dialog title={title} onClose={close}>
          {children}
          <div class="row">
            <Button kind={kind === 'quiet' ? 'danger' : kind} onPress={go}>
              {yes}
            </Button>
            <Button onPress={close}>Leave it as it is</Button>
          </div>
        </Dialog>
      )}
    </>
  );
}
