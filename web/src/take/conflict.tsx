import { Button } from '../shared/button.tsx';
import { Dialog } from '../shared/dialog.tsx';
import { instant } from '../shared/format.ts';
import { command } from '../shared/keys.ts';
import { Changes } from './comparison.tsx';
import type { Draft, Stored } from './draft.ts';
import { merged } from './merge.ts';
import type { Files } from './same-files.ts';

export interface ConflictProps {
  draft: Draft;
  stored: Stored;
  /** Puts the texts into the editor one after the other, so that undo brings back each. */
  onSettle(steps: Files[]): unknown;
  onLater(): void;
}

/** The same program was saved from another tab or machine. */
export function Conflict({ draft, stored, onSettle, onLater }: ConflictProps) {
  const mine = draft.files.value;
  const both = merged(mine, stored.files);
  return (
    <Dialog title="This program was changed in two places" onClose={onLater}>
      <p>
        Another tab or machine has saved it{stored.savedAt === null ? '' : ` (${instant(stored.savedAt)})`}. Nothing is
        lost: choose what you go on with. The other version stays in reach by undo (<kbd>{command}</kbd> + <kbd>Z</kbd>
        ).
      </p>
      <p class="hint">− saved elsewhere, + here</p>
      <Changes
        before={textOf(stored.files)}
        after={textOf(mine)}
        says={{ removed: 'saved elsewhere', added: 'here' }}
      />
      <div class="row choices">
        <Button onPress={() => onSettle([stored.files, mine])}>Keep what is here</Button>
        <Button onPress={() => onSettle([mine, stored.files])}>Take what was saved</Button>
        <Button kind="main" onPress={() => onSettle([stored.files, mine, both])}>
          Take both
        </Button>
      </div>
      <p class="hint">With both, the lines that differ are all there, marked by comments.</p>
    </Dialog>
  );
}

function textOf(files: Files): string {
  return files.length === 1
    ? (files[0]?.content ?? '')
    : files.map((file) => `${file.name}:\n${file.content}`).join('\n');
}
