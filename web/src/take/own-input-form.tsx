import { useLayoutEffect, useRef } from 'preact/hooks';
import type { AttemptView } from '../../../api/schemas/candidate/attempt.ts';
import { Button } from '../shared/button.tsx';
import { Area } from '../shared/field.tsx';
import { changeOwnInput, ownInputOf } from './own-input.ts';
import { focusOn } from './panes.ts';

export interface OwnInputFormProps {
  view: AttemptView;
  slug: string;
  /** Counts how often it was asked for: then it takes the focus. */
  asked: number;
  onRun(): Promise<void>;
}

/** What the program reads instead of the samples. */
export function OwnInputForm({ view, slug, asked, onRun }: OwnInputFormProps) {
  const place = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    if (asked > 0) place.current?.querySelector('textarea')?.focus();
  }, [asked]);
  const leave = () => {
    changeOwnInput(view, slug, { used: false });
    focusOn('#result-pane');
  };
  return (
    <div class="own-input" ref={place}>
      <Area
        label="Your input"
        rows={3}
        value={ownInputOf(slug).text}
        onValue={(text) => changeOwnInput(view, slug, { text })}
      />
      <div class="row">
        <Button onPress={onRun} disabled={!view.accepts.submissions}>
          Run on this input
        </Button>
        <Button kind="quiet" onPress={leave}>
          Back to the samples
        </Button>
      </div>
    </div>
  );
}
