import type { AttemptProblem } from '../../../api/schemas/candidate/attempt.ts';
import { number } from '../shared/format.ts';
import { SampleOf } from '../shared/sample.tsx';
import { StatementBody } from '../shared/statement-body.tsx';
import { StatementPdf } from '../shared/statement-pdf.tsx';
import { Hostile, visible } from '../shared/text.tsx';
import { foldAway } from './panes.ts';

/** What is asked, within which limits, and the samples. */
export function Statement({ problem, timeFactor }: { problem: AttemptProblem; timeFactor: number }) {
  const { slug, limits, samples, statementHtml, statementPdf, points, name } = problem;
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
          onClick={() => foldAway('statement')}
        >
          ◂
        </button>
      </header>
      <p class="soft">
        {points} points · {number((limits.timeLimitMs * timeFactor) / 1000, 2)} s CPU time · {limits.memoryLimitMb} MiB
        memory
      </p>
      <StatementPdf href={`/api/attempt/problems/${slug}/statement.pdf`} pdf={statementPdf} />
      <StatementBody
        html={statementHtml}
        samples={samples.map((sample, at) => <SampleOf key={sample.name} sample={sample} number={at + 1} />)}
      />
    </article>
  );
}
