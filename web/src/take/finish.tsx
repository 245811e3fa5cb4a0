import type { AttemptView } from '../../../api/schemas/candidate/attempt.ts';
import { Button } from '../shared/button.tsx';
import { Dialog } from '../shared/dialog.tsx';
import { clock, duration } from '../shared/format.ts';
import { Notice } from '../shared/notice.tsx';
import { finish, remainingMs } from './attempt.ts';
import type { SaveState } from './draft.ts';
import { placeWords, saveAll, unsaved } from './drafts.ts';
import { ProblemTable } from './problem-table.tsx';

const waitingWords: Partial<Record<SaveState, string>> = {
  conflict: 'it was saved elsewhere too. Go there and choose which text you go on with.',
};

/** What would be handed in, and the question whether this is the end. */
export function Finish({ view, onClose }: { view: AttemptView; onClose(): void }) {
  const waiting = unsaved.value;
  const end = async () => {
    await saveAll();
    if (unsaved.peek().length > 0) return;
    await finish();
  };
  return (
    <Dialog title="Finish the attempt?" onClose={onClose}>
      <ProblemTable view={view} />
      <p>
        For each problem the best submission counts. What you typed last is handed in as well, also where you have not
        submitted it.
      </p>
      {waiting.length > 0 && (
        <Notice kind="warn">
          <p>Not everything is saved yet, so you cannot finish now. It is tried again when you press the button.</p>
          <ul>
            {waiting.map(({ key, draft }) => (
              <li key={key}>
                {placeWords(view, key)}: {draft.why.value ?? waitingWords[draft.state.value] ?? 'it is being saved.'}
              </li>
            ))}
          </ul>
        </Notice>
      )}
      <p>
        <strong>You cannot come back after it.</strong> You have {clock(remainingMs.value ?? 0)} left.
        {view.clock.stoppedMs >= 1_000 && ` The clock stood still for ${duration(view.clock.stoppedMs)}.`}
      </p>
      <div class="row">
        <Button kind="main" onPress={end}>
          Finish now
        </Button>
        <Button onPress={onClose}>Go on working</Button>
      </div>
    </Dialog>
  );
}
