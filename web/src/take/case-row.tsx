import type { SampleRun } from '../../../api/schemas/grading/sample.ts';
import type { CaseResult } from '../../../engine/model/submission.ts';
import { lazy } from '../shared/lazy.tsx';
import { reasonWords } from '../shared/reason.ts';
import { Hostile, Output } from '../shared/text.tsx';
import { VerdictBadge } from '../shared/verdict.tsx';
import { Advice } from './advice.tsx';
import { Bytes, textOf } from './bytes.tsx';

const Comparison = lazy(() => import('./comparison.tsx').then((module) => module.Comparison));

export interface CaseRowProps {
  result: CaseResult;
  bytes: SampleRun | null;
  ownInput: boolean;
  isOpen: boolean;
}

/** A sample, or the own input: what came of it, and on demand what it read and wrote. */
export function CaseRow({ result, bytes, ownInput, isOpen }: CaseRowProps) {
  const { name, verdict, reason, cpuTimeMs, memoryPeakKb } = result;
  return (
    <details class="case" open={isOpen}>
      <summary>
        <span>{ownInput ? 'Your input' : <Hostile text={name} />}</span>
        {ownInput && verdict === 'AC' ? <span class="verdict ac">Ended well</span> : <VerdictBadge verdict={verdict} />}
        {reason !== null && (
          <span class="soft">
            <Hostile text={reasonWords(reason)} />
          </span>
        )}
        <span class="soft figure">
          {Math.round(cpuTimeMs)} ms · {(memoryPeakKb / 1024).toFixed(0)} MiB
        </span>
      </summary>
      <Advice verdict={verdict} reason={reason} />
      {bytes === null ? (
        <p class="loading">Loading …</p>
      ) : (
        <Detail bytes={bytes} ownInput={ownInput} isWell={verdict === 'AC'} />
      )}
    </details>
  );
}

function Detail({ bytes, ownInput, isWell }: { bytes: SampleRun; ownInput: boolean; isWell: boolean }) {
  const { input, answer, output, stderr, message, teamMessage } = bytes;
  const isWhole = !answer.cut && !output.cut;
  return (
    <div class="stack">
      <Said text={teamMessage} />
      <Said text={message} />
      <div class="columns">
        {!ownInput && <Bytes title="Expected" of={answer} />}
        <Bytes title="Your output" of={output} />
      </div>
      {!ownInput && isWhole && !isWell && <Comparison expected={textOf(answer)} output={textOf(output)} />}
      {stderr.sizeBytes > 0 && (
        <div>
          <h3>Standard error</h3>
          <Output label="Standard error" text={textOf(stderr)} />
        </div>
      )}
      <Bytes title="Input" of={input} />
    </div>
  );
}

/** By the checker: a line, or a block of them. */
function Said({ text }: { text: string | null }) {
  if (text === null || text === '') return null;
  if (text.includes('\n')) return <Output label="What the checker says" text={text} />;
  return (
    <p class="checker anywhere">
      <Hostile text={text} />
    </p>
  );
}
