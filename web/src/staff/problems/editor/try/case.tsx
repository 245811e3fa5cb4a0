import { useSignal } from '@preact/signals';
import type { TriedCaseDetail, TriedCaseView } from '../../../../../../api/schemas/authoring/trial.ts';
import { get } from '../../../../shared/api.ts';
import { bytes, number } from '../../../../shared/format.ts';
import { Show, useLoaded } from '../../../../shared/load.tsx';
import { reasonWords } from '../../../../shared/reason.ts';
import { Hostile, Output } from '../../../../shared/text.tsx';
import { VerdictBadge } from '../../../../shared/verdict.tsx';
import { DiffOf } from '../../../attempts/diff-of.tsx';
import type { Desk } from '../../desk.ts';
import { Words } from '../words.tsx';
import { TakeAnswer } from './answer.tsx';
import type { TrySeen } from './events.ts';

export interface TryCaseProps {
  desk: Desk;
  jobId: string;
  one: TriedCaseView;
  limits: NonNullable<TrySeen['head']>['limits'] | null;
  /** Whether its points say anything. */
  isScored: boolean;
  mayAnswer: boolean;
  isOpen: boolean;
}

/** A case that has ended: verdict and figures; opened, what the program read and wrote. */
export function TryCase({ desk, jobId, one, limits, isScored, mayAnswer, isOpen }: TryCaseProps) {
  const open = useSignal(isOpen);
  const { result, index } = one;
  const { name, verdict, reason, score } = result;
  return (
    <details
      class="case"
      open={open.value}
      onToggle={({ currentTarget }) => {
        open.value = currentTarget.open;
      }}
    >
      <summary>
        <span class="mono">{name === 'own' ? 'Your input' : <Hostile text={name} />}</span>
        <Verdict one={one} />
        {isScored && score !== null && verdict !== 'SK' && <span class="soft">{number(score)} points</span>}
        {reason !== null && verdict !== 'IE' && (
          <span class="soft">
            <Hostile text={reasonWords(reason)} />
          </span>
        )}
        {verdict !== 'SK' && <Figures result={result} limits={limits} />}
      </summary>
      {open.value && verdict !== 'SK' && <Opened key={`${jobId} ${index}`} {...{ desk, jobId, one, mayAnswer }} />}
    </details>
  );
}

function Verdict({ one: { compared, result } }: Pick<TryCaseProps, 'one'>) {
  const { verdict } = result;
  if (!compared && verdict === 'AC') return <span class="verdict ac">Ended well, no answer to compare with</span>;
  // Of a run of one's own there is no other: what the sandbox fails at is tried again, and ends the run at last.
  if (verdict === 'IE') return <span class="verdict ie">The output validator failed</span>;
  return <VerdictBadge verdict={verdict} />;
}

function Figures({ result, limits }: { result: TriedCaseView['result']; limits: TryCaseProps['limits'] }) {
  const { cpuTimeMs, wallTimeMs, memoryPeakKb } = result;
  const of = (limit: number | undefined) => (limit === undefined ? '' : ` of ${number(limit, 0)}`);
  return (
    <span class="soft figure">
      {number(cpuTimeMs, 0)}
      {of(limits?.timeLimitMs)} ms CPU · {number(wallTimeMs, 0)}
      {of(limits?.wallTimeLimitMs)} ms wall · {number(memoryPeakKb / 1024, 0)}
      {of(limits?.memoryLimitMb)} MiB
    </span>
  );
}

function Opened({ desk, jobId, one, mayAnswer }: Pick<TryCaseProps, 'desk' | 'jobId' | 'one' | 'mayAnswer'>) {
  const path = `/api/authoring/jobs/${jobId}/cases/${one.index}`;
  const loaded = useLoaded(path, (signal) => get<TriedCaseDetail>(path, signal));
  return (
    <Show of={loaded}>{(detail) => <Detail detail={detail} path={path} {...{ desk, jobId, one, mayAnswer }} />}</Show>
  );
}

function Detail({
  desk,
  jobId,
  one,
  mayAnswer,
  detail,
  path,
}: Pick<TryCaseProps, 'desk' | 'jobId' | 'one' | 'mayAnswer'> & { detail: TriedCaseDetail; path: string }) {
  const { compared, kept, message, teamMessage, input, answer, output, stderr, diff } = detail;
  const { from, to } = diff.lineFeedAtEnd;
  const isSame = compared && diff.method === 'same' && !diff.cut && from === to;
  const isOfCase = one.result.name !== 'own';
  return (
    <div class="stack">
      {message !== null && message !== '' && (
        <div>
          <h4>The checker says</h4>
          <Words text={message} />
        </div>
      )}
      {teamMessage !== null && teamMessage !== '' && (
        <div>
          <h4>
            To the candidate <span class="soft">shown for samples only</span>
          </h4>
          <Words text={teamMessage} />
        </div>
      )}
      <div class="columns">
        {compared && <Text title="Answer" of={answer} />}
        <Text title="Output" of={output} />
      </div>
      {compared && !isSame && (
        <div>
          <h4>Where they differ</h4>
          <DiffOf diff={diff} names={{ from: 'Answer', to: 'Output' }} />
        </div>
      )}
      {stderr.sizeBytes > 0 && <Text title="Standard error" of={stderr} />}
      <Text title="Input" of={input} />
      {kept && (
        <div class="row">
          {mayAnswer && isOfCase && !isSame && <TakeAnswer desk={desk} jobId={jobId} one={one} />}
          {output.cut && (
            <a class="button quiet" href={`${path}/output`} download={`${one.result.name.replaceAll('/', '-')}.out`}>
              Download the whole output
            </a>
          )}
        </div>
      )}
    </div>
  );
}

function Text({ title, of: { text, sizeBytes, cut } }: { title: string; of: TriedCaseDetail['input'] }) {
  return (
    <div>
      <h4>
        {title} <span class="soft">{sizeBytes === 0 ? 'empty' : `${bytes(sizeBytes)}${cut ? ', in part' : ''}`}</span>
      </h4>
      {sizeBytes > 0 && <Output label={title} text={text} />}
    </div>
  );
}
