import type { CaseDiff } from '../../../../engine/model/diff.ts';
import type { BestSubmission, CardCase } from '../../../../engine/model/scorecard.ts';
import { get } from '../../shared/api.ts';
import { Button } from '../../shared/button.tsx';
import { Dialog } from '../../shared/dialog.tsx';
import { bytes, number } from '../../shared/format.ts';
import { Show, useLoaded } from '../../shared/load.tsx';
import { reasonWords } from '../../shared/reason.ts';
import { Hostile, Output, visible } from '../../shared/text.tsx';
import { VerdictBadge } from '../../shared/verdict.tsx';
import { DiffOf } from './diff-of.tsx';

/** What a case gave the program, what it was to print and what it printed; on to the next one. Secret data: staff only. */
export function CaseDialog({
  submissionId,
  one,
  among,
  limits,
  onLook,
  onClose,
}: {
  submissionId: string;
  one: CardCase;
  /** Those that are shown, in order. */
  among: readonly CardCase[];
  limits: BestSubmission['limits'];
  onLook(one: CardCase): void;
  onClose(): void;
}) {
  const path = `/api/submissions/${submissionId}/cases/${one.index}/diff`;
  const place = among.findIndex(({ index }) => index === one.index);
  const go = (by: number) => {
    const next = among[place + by];
    if (next) onLook(next);
  };
  const loaded = useLoaded(path, (signal) => get<CaseDiff>(path, signal));
  return (
    <Dialog title={`Case ${visible(one.name)}`} onClose={onClose}>
      <div class="row spread">
        <p class="row facts small">
          <span>CPU {used(one.cpuTimeMs, limits?.timeLimitMs, 'ms')}</span>
          <span>wall {used(one.wallTimeMs, limits?.wallTimeLimitMs, 'ms')}</span>
          <span>memory {used(one.memoryPeakKb / 1024, limits?.memoryLimitMb, 'MiB')}</span>
        </p>
        <div class="row">
          <Button onPress={() => go(-1)} disabled={place <= 0}>
            Previous case
          </Button>
          <Button onPress={() => go(1)} disabled={place >= among.length - 1}>
            Next case
          </Button>
        </div>
      </div>
      <Show of={loaded}>{(diff) => <Body diff={diff} />}</Show>
    </Dialog>
  );
}

const used = (value: number, limit: number | undefined, unit: string) =>
  `${number(value)}${limit === undefined ? '' : ` of ${number(limit)}`} ${unit}`;

function Body({
  diff: { verdict, reason, message, teamMessage, input, stderr, answerBytes, outputBytes, diff },
}: {
  diff: CaseDiff;
}) {
  return (
    <div class="stack">
      <p>
        <VerdictBadge verdict={verdict} /> {reason && <Hostile text={reasonWords(reason)} />}
        {message && (
          <>
            {' '}
            The checker says: <Hostile text={message} />
          </>
        )}
        {teamMessage && (
          <>
            {' '}
            To the candidate: <Hostile text={teamMessage} />
          </>
        )}
      </p>
      <div>
        <h3>
          Expected ({bytes(answerBytes)}) and printed ({bytes(outputBytes)})
        </h3>
        <DiffOf diff={diff} names={{ from: 'Expected', to: 'Printed' }} />
      </div>
      <Text name="Input" of={input} />
      {stderr.sizeBytes > 0 && <Text name="Standard error" of={stderr} />}
    </div>
  );
}

function Text({ name, of: { text, sizeBytes, cut } }: { name: string; of: CaseDiff['input'] }) {
  return (
    <div>
      <h3>
        {name} ({bytes(sizeBytes)}
        {cut && ', its beginning'})
      </h3>
      <Output label={name} text={text} />
    </div>
  );
}
