import { useRef } from 'preact/hooks';
import { wordsOf } from '../../shared/api.ts';
import { Button } from '../../shared/button.tsx';
import { bytes } from '../../shared/format.ts';
import { tell } from '../../shared/toasts.tsx';

/** As the server takes of a zip, or of a file. */
const maxBytes = 64 * 1024 * 1024;

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
      const large = files.find(({ size }) => size > maxBytes);
      if (large) tell('error', `${large.name} has ${bytes(large.size)}: at most ${bytes(maxBytes)} are taken.`);
      else if (files.length > 0) await onFiles(files);
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
