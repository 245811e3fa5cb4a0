import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import type { Paint } from './highlight.ts';

/** Plain until the colours of the language are loaded, and for good where there are none. */
const plain: Paint = (content) => content.split('\n').map((text) => [{ text, look: '' }]);

/** How a file of this name is coloured. */
export function usePaint(fileName: string): Paint {
  const paint = useSignal<{ paint: Paint } | null>(null);
  useEffect(() => {
    let here = true;
    import('./highlight.ts')
      .then(({ paintOf }) => paintOf(fileName))
      .then((loaded) => {
        if (here) paint.value = loaded && { paint: loaded };
      })
      .catch(() => undefined);
    return () => {
      here = false;
    };
  }, [fileName]);
  return paint.value?.paint ?? plain;
}
