import { Dialog } from '../shared/dialog.tsx';
import { command, option } from '../shared/keys.ts';

const listed: readonly { keys: readonly string[]; does: string }[] = [
  { keys: [command, 'Enter'], does: 'Run' },
  { keys: [command, 'Shift', 'Enter'], does: 'Submit' },
  { keys: [command, 'S'], does: 'Save now; it is saved by itself as well' },
  { keys: [option, '1 … 9'], does: 'Go to a problem' },
  { keys: [option, '0'], does: 'Go to the editor' },
  { keys: ['Esc, then Tab'], does: 'Leave the editor; Tab alone indents, or takes the word that is proposed' },
  { keys: [command, 'F'], does: 'Search and replace in the program' },
  { keys: [command, 'D'], does: 'Select the word, then the next one like it, to change them at once' },
  { keys: [command, '/'], does: 'Make the line a comment, or no longer' },
  { keys: [option, '↑ ↓'], does: 'Move the line up or down' },
  { keys: [command, 'Z'], does: 'Undo, also what another tab brought' },
  { keys: ['← → ↑ ↓'], does: 'On the bar between two parts: make one larger. Enter folds it away' },
  { keys: ['F1'], does: 'This list' },
];

export function ShortcutList({ onClose }: { onClose(): void }) {
  return (
    <Dialog title="Shortcuts" onClose={onClose}>
      <table class="shortcuts">
        <thead class="sr">
          <tr>
            <th scope="col">Keys</th>
            <th scope="col">What they do</th>
          </tr>
        </thead>
        <tbody>
          {listed.map(({ keys, does }) => (
            <tr key={does}>
              <th scope="row">
                {keys.map((key, at) => (
                  <>
                    {at > 0 && ' + '}
                    <kbd>{key}</kbd>
                  </>
                ))}
              </th>
              <td>{does}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Dialog>
  );
}
