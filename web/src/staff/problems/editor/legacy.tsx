import type { ComponentChildren } from 'preact';
import { Button } from '../../../shared/button.tsx';
import { showTab } from '../../../shared/tabs.tsx';
import { type Desk, mayWrite } from '../desk.ts';

/** Packages of the older version of the format say some things in another way, for which there is no form. */
export const isLegacy = ({ view }: Desk) => view.value?.settings?.format === 'legacy';

/** In place of such a form: where it is written, and the way to it. */
export function InFile({ desk, file, children }: { desk: Desk; file: string; children: ComponentChildren }) {
  const open = () => {
    desk.file.value = file;
    showTab('part', 'files');
  };
  const words = mayWrite() ? 'Edit the file' : 'Open the file';
  return (
    <div class="stack">
      <p class="soft anywhere">
        This package is of the older version of the format (legacy). {children} <code>{file}</code>
      </p>
      <div>
        <Button label={`${words} ${file}`} onPress={open}>
          {words}
        </Button>
      </div>
    </div>
  );
}
