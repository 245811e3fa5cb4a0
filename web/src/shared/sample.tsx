import type { ProblemView } from '../../../api/schemas/grading/problem.ts';
import { CopyText } from './copy-text.tsx';
import { Hostile, Output } from './text.tsx';

type Sample = ProblemView['samples'][number];

/** A sample of a statement, whose last heading may be of the first level; `number` counts from 1. */
export function SampleOf({ sample: { input, answer, hint }, number: at }: { sample: Sample; number: number }) {
  return (
    <section aria-label={`Sample ${at}`}>
      <h2>Sample {at}</h2>
      <div class="columns">
        <Text title="Input" name={`Input of sample ${at}`} of={input} />
        <Text title="Expected" name={`Expected output of sample ${at}`} of={answer} />
      </div>
      {hint !== null && (
        <p>
          <Hostile text={hint} />
        </p>
      )}
    </section>
  );
}

function Text({ title, name, of: { text, cut } }: { title: string; name: string; of: Sample['input'] }) {
  return (
    <div>
      <div class="row spread titled">
        <h3>{title}</h3>
        {!cut && <CopyText name={name} text={text} />}
      </div>
      <Output label={name} text={text} />
      {cut && <p class="hint">Only the beginning is shown.</p>}
    </div>
  );
}
