import type { Compartment } from '@codemirror/state';
import { type EditorView, keymap } from '@codemirror/view';
import { tell } from './toasts.tsx';

const keys = ['Mod-f', 'F3', 'Mod-g', 'Mod-Alt-g', 'Mod-d', 'Mod-Shift-l'];

/** In place of search until one of its keys is pressed, for most programs are short: then it is loaded, and does it. */
export function searchKeys(place: Compartment) {
  const load = async (key: string, view: EditorView) => {
    const loaded = await import('./search.ts').catch(() => null);
    if (loaded === null) return tell('error', 'Search could not be loaded. Are you connected?');
    view.dispatch({ effects: place.reconfigure(loaded.search) });
    loaded.pressOf(key, view);
  };
  return keymap.of(
    keys.map((key) => ({
      key,
      run: (view) => {
        void load(key, view);
        return true;
      },
    })),
  );
}
