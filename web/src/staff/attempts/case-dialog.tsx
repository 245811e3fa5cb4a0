import type { CaseDiff } from '../../../../engine/model/diff.ts';
import type { CardCase } from '../../../../engine/model/scorecard.ts';
import { get } from '../../shared/api.ts';
import { Dialog } from '../../shared/dialog.tsx';
import { bytes } from '../../shared/format.ts';
import { Show, useLoaded } from '../../shared/load.tsx';
import { Hostile, Output } from '../../shared/text.tsx';
import { VerdictBadge } from '../../shared/verdict.tsx';
import { DiffOf } from './diff-of.tsx';

/** What a case gave the program, what it was to print and what it printed. Secret data: staff only. */
export function CaseDialog({
  submissionId,
  one: { index, name },
  onClose,
}: {
  submissionId: string;
  one: Pick<CardCase, 'index' | 'name'>;
  onClose(): void;
}) {
  const path = `/api/submissions/${submissionId}/cases/${index}/diff`;
  const loaded = useLoaded(path, (signal) => get<CaseDiff>(path, signal));
  return (
    <Dialog title={`Case ${name}`} onClose={onClose}>
      <Show of={loaded}>{(diff) => <Body diff={diff} />}</Show>
    </Dialog>
  );
}

function Body({
  diff: { verdict, reason, message, input, stderr, answerBytes, outputBytes, diff },
}: {
  diff: CaseDiff;
}) {
  return (
    <div class="stack">
      <p>
        <VerdictBadge verdict={verdict} /> {reason && <Hostile text={reason} />}
        {message && (
          <>
            {' '}
            The checker says: <Hostile text={message} />
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
