import { useEffect, useRef } from 'preact/hooks';
import type { AttemptView } from '../../../api/schemas/candidate/attempt.ts';
import { Button } from '../shared/button.tsx';
import { keysOf, option } from '../shared/keys.ts';
import { Hostile, visible } from '../shared/text.tsx';
import { ThemeButton } from '../shared/theme.tsx';
import { ClockFace } from './clock-face.tsx';
import { current } from './place.ts';
import { standingWords } from './problem-table.tsx';

export interface BarProps {
  view: AttemptView;
  onHelp(): void;
  onFinish(): void;
}

/** The problems, the time, and the way out. */
export function Bar({ view, onHelp, onFinish }: BarProps) {
  return (
    <header class="top take-bar">
      <Problems view={view} />
      <div class="end">
        <ClockFace />
        <button type="button" class="button quiet" aria-label="Shortcuts" title="Shortcuts (F1)" onClick={onHelp}>
          ?
        </button>
        <ThemeButton />
        <Button onPress={onFinish}>Finish …</Button>
      </div>
    </header>
  );
}

const marks = { untouched: '○', draft: '◐', submitted: '●' } as const;

function Problems({ view }: { view: AttemptView }) {
  const list = useRef<HTMLElement>(null);
  useEffect(() => {
    list.current?.querySelector('[aria-current]')?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  }, [current.value]);
  return (
    <nav aria-label="Problems" ref={list}>
      {view.problems.map((problem, at) => (
        <button
          key={problem.slug}
          type="button"
          class="button quiet"
          aria-current={problem.slug === current.value ? 'true' : undefined}
          title={`${visible(problem.name)}${at < 9 ? ` (${keysOf(option, String(at + 1))})` : ''}`}
          onClick={() => {
            current.value = problem.slug;
          }}
        >
          <span aria-hidden="true">{marks[problem.state]}</span>
          <span>
            {at + 1}. <Hostile text={problem.name} />
          </span>
          <small class="soft">{standingWords(problem)}</small>
        </button>
      ))}
    </nav>
  );
}
