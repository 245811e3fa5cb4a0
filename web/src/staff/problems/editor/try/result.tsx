import { useSignal } from '@preact/signals';
import { useEffect, useMemo, useRef } from 'preact/hooks';
import type { JobView } from '../../../../../../api/schemas/authoring/job.ts';
import type { TriedCaseView } from '../../../../../../api/schemas/authoring/trial.ts';
import { send } from '../../../../shared/api.ts';
import { Button } from '../../../../shared/button.tsx';
import { Check } from '../../../../shared/check.tsx';
import { instant, number } from '../../../../shared/format.ts';
import { Notice } from '../../../../shared/notice.tsx';
import { Output, visible } from '../../../../shared/text.tsx';
import { verdictWords } from '../../../../shared/verdict.tsx';
import { type Desk, mayWrite } from '../../desk.ts';
import { Words } from '../words.tsx';
import { TakeMissing } from './answer.tsx';
import { TryCase } from './case.tsx';
import { followTry, type TrySeen } from './events.ts';
import { wordsOfTrial } from './form-state.ts';

/** A run, as it goes and when it has ended. `isNew`: it was asked for on this page, and comes into sight. */
export function TryResult({ id, desk, isNew }: { id: string; desk: Desk; isNew: boolean }) {
  const { seen, close } = useMemo(() => followTry(id), [id]);
  const place = useRef<HTMLElement>(null);
  useEffect(() => {
    if (isNew) place.current?.scrollIntoView({ block: 'nearest' });
    return close;
  }, [close]);
  const { job, state, head, compile, cases, error } = seen.value;
  const isDone = state === 'done';
  /** Where a button was that is gone now. */
  const focus = () => place.current?.focus();
  const cancel = async () => {
    await send('DELETE', `/api/authoring/jobs/${id}`);
    focus();
  };
  return (
    <section ref={place} class="card stack" tabIndex={-1} aria-label="The last run">
      <div class="row spread headline">
        <h3>{visible(job?.trial ? wordsOfTrial(job.trial) : 'The last run')}</h3>
        {!isDone && mayWrite() && <Button onPress={cancel}>Cancel</Button>}
      </div>
      <p role="status">
        {wordsOf(seen.value)} {isDone && <span class="soft">{instant(job?.doneAt ?? null)}</span>}
      </p>
      {!isDone && head !== null && (
        <div>
          <progress max={Math.max(head.cases, 1)} value={cases.length} aria-label="Cases that have ended" />
          <p class="soft">
            {cases.length} of {head.cases} cases have ended
          </p>
        </div>
      )}
      {error !== null && <p class="field-error">{error}</p>}
      {job !== null && <Reasons job={job} />}
      {compile && <Compiler compile={compile} />}
      {job?.trial?.mayAnswer && mayWrite() && <TakeMissing {...{ desk, jobId: id, cases }} onTaken={focus} />}
      <Cases {...{ id, desk, seen: seen.value }} />
    </section>
  );
}

function Reasons({ job: { outcome, reasons } }: { job: JobView }) {
  if (reasons.length === 0) return null;
  return (
    <Notice kind="error">
      <p>
        <strong>
          {outcome === 'refused' ? 'Mend this, then run it again:' : 'The server failed at it. Run it again.'}
        </strong>
      </p>
      {reasons.map((words) => (
        <Words key={words} text={words} />
      ))}
    </Notice>
  );
}

function Compiler({ compile }: { compile: NonNullable<TrySeen['compile']> }) {
  if (compile.output === '' && compile.ok) return null;
  return (
    <div>
      <h4>{compile.ok ? 'The compiler says' : 'It does not compile'}</h4>
      {compile.output === '' ? (
        <p>The compiler was ended for want of {compile.reason === 'memory' ? 'memory' : 'time'}, and said nothing.</p>
      ) : (
        <Output label="Output of the compiler" text={compile.output} />
      )}
    </div>
  );
}

/** Drawn at once: more on demand. */
const pageSize = 100;

function Cases({ id, desk, seen: { job, head, cases } }: { id: string; desk: Desk; seen: TrySeen }) {
  const isOnlyBad = useSignal(false);
  const most = useSignal(pageSize);
  if (cases.length === 0) return null;
  const bad = cases.filter(isBad);
  const on = job?.trial?.on;
  const isWhole = on !== undefined && 'cases' in on && on.cases === 'all';
  const isScored = isWhole && desk.view.value?.settings?.type === 'scoring';
  const shown = isOnlyBad.value ? bad : cases;
  return (
    <div class="tried">
      {cases.length > 10 && bad.length > 0 && bad.length < cases.length && (
        <Check
          checked={isOnlyBad.value}
          onChange={(checked) => {
            isOnlyBad.value = checked;
          }}
        >
          Only the {bad.length} that are not accepted
        </Check>
      )}
      {shown.slice(0, most.value).map((one) => (
        <TryCase
          key={one.result.name}
          {...{ desk, jobId: id, one, limits: head?.limits ?? null }}
          mayAnswer={mayWrite() && (job?.trial?.mayAnswer ?? false)}
          isScored={isScored}
          isOpen={head?.cases === 1}
        />
      ))}
      {shown.length > most.value && (
        <Button
          onPress={() => {
            most.value += pageSize;
          }}
        >
          Show more ({shown.length - most.value} left)
        </Button>
      )}
    </div>
  );
}

const isBad = ({ result }: TriedCaseView) => result.verdict !== 'AC' && result.verdict !== 'PAC';

/** Read out when they change: how many have ended stands elsewhere. */
function wordsOf({ job, state, cases }: TrySeen): string {
  switch (state) {
    case 'queued':
      return job?.state === 'running' ? 'It begins …' : 'It waits for its turn …';
    case 'compiling':
      return 'It is being compiled …';
    case 'running':
      return 'It is running …';
    case 'done':
      return job === null ? '' : endWords(job, cases);
    default:
      return state satisfies never;
  }
}

function endWords({ outcome, tried }: JobView, cases: readonly TriedCaseView[]): string {
  if (outcome === 'canceled') return `Canceled, after ${cases.length} ${cases.length === 1 ? 'case' : 'cases'}.`;
  if (tried === null) return 'It was not run.';
  const bad = cases.filter(isBad).length;
  const open = cases.filter(({ compared }) => !compared).length;
  if (tried.verdict === 'CE') return `${verdictWords.CE}.`;
  if (tried.verdict === 'IE') return 'The output validator failed: mend it, and run this again.';
  const most = tried.maxScore === null ? '' : ` of ${number(tried.maxScore)}`;
  const score = tried.score === null || tried.maxScore === 1 ? '' : `, ${number(tried.score)}${most} points`;
  if (bad > 0) {
    const how = cases.length === 1 ? '' : `: ${bad} of ${cases.length} cases not accepted`;
    return `${verdictWords[tried.verdict]}${score}${how}.`;
  }
  if (open === cases.length) return 'Ended well; there is no answer to compare with.';
  const rest = open === 0 ? '' : ` ${open} of ${cases.length} cases have no answer to compare with.`;
  return `${verdictWords[tried.verdict]}${score}.${rest}`;
}
