import { useRef } from 'preact/hooks';
import { Button } from './button.tsx';
import { command, keysOf } from './keys.ts';
import { tell } from './toasts.tsx';

/** Something that is shown once, with a way to take it along. `name` is how it is called: `The link for Ada`. */
export function CopyField({ name, value }: { name: string; value: string }) {
  const field = useRef<HTMLInputElement>(null);
  const lower = name.charAt(0).toLowerCase() + name.slice(1);
  const copy = async () => {
    field.current?.select();
    try {
      await navigator.clipboard.writeText(value);
      tell('good', `${name} is copied.`);
    } catch {
      tell('info', `The browser does not let pages copy: it is selected, copy it with ${keysOf(command, 'C')}.`);
    }
  };
  return (
    <div class="link-to-copy">
      <input
        ref={field}
        readOnly
        value={value}
        aria-label={name}
        onFocus={({ currentTarget }) => currentTarget.select()}
      />
      <Button onPress={copy} label={`Copy ${lower}`}>
        Copy
      </Button>
    </div>
  );
}
