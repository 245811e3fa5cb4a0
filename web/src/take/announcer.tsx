import type { AttemptView } from '../../../api/schemas/candidate/attempt.ts';
import { visible } from '../shared/text.tsx';
import { heard, shown } from './live.ts';
import { spokenWords } from './live-words.ts';

/** Tells screen readers how it goes with what was handed in last: when it waits, when it is graded, and what came of it. */
export function Announcer({ view }: { view: AttemptView }) {
  const live = [...shown.value.values()].find(({ one }) => one.id === heard.value);
  const name = view.problems.find(({ slug }) => slug === live?.one.problem)?.name ?? '';
  return (
    <p class="sr" role="status" data-heard>
      {live === undefined ? '' : `${visible(name)}: ${spokenWords(live, view.feedback)}`}
    </p>
  );
}
