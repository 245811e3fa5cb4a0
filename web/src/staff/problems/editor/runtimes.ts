import { signal } from '@preact/signals';
import type { RuntimeView } from '../../../../../api/schemas/grading/runtime.ts';
import { get } from '../../../shared/api.ts';

const runtimes = signal<readonly RuntimeView[] | null>(null);
let asked = false;

/** Those that the server has: none until they are loaded. */
export function useRuntimes(): readonly RuntimeView[] {
  if (!asked) {
    asked = true;
    get<{ items: RuntimeView[] }>('/api/runtimes').then(
      ({ items }) => {
        runtimes.value = items;
      },
      () => {
        asked = false;
      },
    );
  }
  return runtimes.value ?? [];
}
