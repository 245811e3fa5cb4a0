import type { AttemptView } from '../../../api/schemas/attempt.ts';
import { Button } from '../shared/button.tsx';
import { ThemeButton } from '../shared/theme.tsx';
import { ClockFace } from './clock-face.tsx';
import { current } from './place.ts';
import { problemStateWords } from './problem-table.tsx';

const marks = { untouched: '○', draft: '◐', submitted: '●' } as const;

/** The problems, the time, and the way out. */
export function Bar({ view, onFinish }: { view: AttemptView; onFinish(): void }) {
  return (
    <header class="top take-bar">
      <nav aria-label="Problems">
        {view.problems.map(({ slug, name, state }, at) => (
          <button
            key={slug}
            type="button"
            class="button quiet"
            aria-current={slug === current.value ? 'true' : undefined}
            title={at < 9 ? `Alt+${at + 1}` : undefined}
            onClick={() => {
              current.value = slug;
            }}
          >
            <span aria-hidden="true">{marks[state]}</span>
            {at + 1}. {name}
            <span class="sr"> ({problemStateWords[state]})</span>
          </button>
        ))}
      </nav>
      <div class="end">
        <ClockFace />
        <ThemeButton />
        <Button onPress={onFinish}>Finish …</Button>
      </div>
    </header>
  );
}
