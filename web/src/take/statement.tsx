import type { AttemptProblem } from '../../../api/schemas/attempt.ts';
import { number } from '../shared/format.ts';
import { Markdown } from '../shared/markdown.tsx';
import { Hostile, Output } from '../shared/text.tsx';

/** What is asked, within which limits, and the samples. */
export function Statement({ problem, timeFactor }: { problem: AttemptProblem; timeFactor: number }) {
  const { limits, samples, statementHtml, points, name } = problem;
  return (
    <article class="statement" aria-label={name}>
      <h2>{name}</h2>
      <p class="soft">
        {points} points · {number((limits.timeLimitMs * timeFactor) / 1000, 2)} s CPU time · {limits.memoryLimitMb} MiB
        memory
      </p>
      <Markdown html={statementHtml} />
      {samples.map((sample, at) => (
        <section key={sample.name} aria-label={`Sample ${at + 1}`}>
          <h3>Sample {at + 1}</h3>
          <div class="columns">
            <div>
              <h4>Input</h4>
              <Output label={`Input of sample ${at + 1}`} text={sample.input.text} />
            </div>
            <div>
              <h4>Expected</h4>
              <Output label={`Expected output of sample ${at + 1}`} text={sample.answer.text} />
            </div>
          </div>
          {(sample.input.cut || sample.answer.cut) && <p class="hint">Only the beginning is shown.</p>}
          {sample.hint !== null && (
            <p>
              <Hostile text={sample.hint} />
            </p>
          )}
        </section>
      ))}
    </article>
  );
}
