import { useRef } from 'preact/hooks';
import { wordsOf } from '../../shared/api.ts';
import { Button } from '../../shared/button.tsx';
import { tell } from '../../shared/toasts.tsx';

/** Picks files of one's own machine. */
export function Upload({
  text,
  label,
  accept,
  multiple = false,
  kind = 'plain',
  onFiles,
}: {
  text: string;
  label?: string;
  accept?: string;
  multiple?: boolean;
  kind?: 'plain' | 'quiet';
  onFiles(files: File[]): unknown;
}) {
  const input = useRef<HTMLInputElement>(null);
  const picked = async () => {
    const files = [...(input.current?.files ?? [])];
    if (input.current) input.current.value = '';
    try {
      if (files.length > 0) await onFiles(files);
    } catch (error) {
      tell('error', wordsOf(error));
    }
  };
  return (
    <>
      <Button kind={kind} {...(label && { label })} onPress={() => input.current?.click()}>
        {text}
      </Button>
      <input
        ref={input}
        type="file"
        hidden
        tabIndex={-1}
        aria-label={label ?? text}
        {...(accept && { accept })}
        multiple={multiple}
        onChange={picked}
      />
    </>
  );
}
