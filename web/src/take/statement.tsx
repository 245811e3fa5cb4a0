import type { AttemptProblem } from '../../../api/schemas/attempt.ts';
import { number } from '../shared/format.ts';
import { StatementBody } from '../shared/statement-body.tsx';
import { Hostile, Output, visible } from '../shared/text.tsx';
import { CopyText } from './copy-text.tsx';
import { fold } from './panes.ts';

type Sample = AttemptProblem['samples'][number];

/** What is asked, within which limits, and the samples. */
export function Statement({ problem, timeFactor }: { problem: AttemptProblem; timeFactor: number }) {
  const { limits, samples, statementHtml, points, name } = problem;
  return (
    <article class="statement" aria-label={visible(name)}>
      <header class="row spread">
        <h2>
          <Hostile text={name} />
        </h2>
        <button
          type="button"
          class="button quiet fold"
          aria-expanded={true}
          aria-label="Fold the statement away"
          title="Fold the statement away"
          onClick={() => fold('statement', true)}
        >
          ◂
        </button>
      </header>
      <p class="soft">
        {points} points · {number((limits.timeLimitMs * timeFactor) / 1000, 2)} s CPU time · {limits.memoryLimitMb} MiB
        memory
      </p>
      <StatementBody
        html={statementHtml}
        samples={samples.map((sample, at) => <SampleOf key={sample.name} sample={sample} number={at + 1} />)}
      />
    </article>
  );
}

function SampleOf({ sample: { input, answer, hint }, number: at }: { sample: Sample; number: number }) {
  return (
    <section aria-label={`Sample ${at}`}>
      <h3>Sample {at}</h3>
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
        <h4>{title}</h4>
        {!cut && <CopyText name={name} text={text} />}
      </div>
      <Output label={name} text={text} />
      {cut && <p class="hint">Only the beginning is shown.</p>}
    </div>
  );
}
