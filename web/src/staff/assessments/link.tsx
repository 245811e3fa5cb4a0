import { useRef } from 'preact/hooks';
import { Button } from '../../shared/button.tsx';
import { tell } from '../../shared/toasts.tsx';

/** A link that is shown once, to be given to the one person whom it is for. */
export function PersonalLink({ link, whose }: { link: string; whose: string }) {
  const field = useRef<HTMLInputElement>(null);
  const copy = async () => {
    field.current?.select();
    try {
      await navigator.clipboard.writeText(link);
      tell('good', `The link for ${whose} is copied.`);
    } catch {
      tell('info', 'The browser does not let pages copy: the link is selected, copy it with Ctrl+C.');
    }
  };
  return (
    <div class="link-to-copy">
      <input ref={field} readOnly value={link} aria-label={`Link for ${whose}`} />
      <Button onPress={copy} label={`Copy the link for ${whose}`}>
        Copy
      </Button>
    </div>
  );
}
