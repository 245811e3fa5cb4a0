import { Button } from './button.tsx';
import { command, keysOf } from './keys.ts';
import { tell } from './toasts.tsx';

/** Copies a text exactly, also what is shown by a sign only. `name` is how it is called: `The input of sample 1`. */
export function CopyText({ name, text }: { name: string; text: string }) {
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(text);
      tell('good', `${name} is copied.`);
    } catch {
      tell(
        'info',
        `The browser does not let this page copy. Select the text, and copy it with ${keysOf(command, 'C')}.`,
      );
    }
  };
  return (
    <Button kind="quiet" onPress={copy} label={`Copy ${name.charAt(0).toLowerCase()}${name.slice(1)}`}>
      Copy
    </Button>
  );
}
