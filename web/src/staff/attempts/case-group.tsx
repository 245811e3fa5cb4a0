import type { BestSubmission, CardCase } from '../../../../engine/model/scorecard.ts';
import { number } from '../../shared/format.ts';
import { reasonWords } from '../../shared/reason.ts';
import { Hostile, visible } from '../../shared/text.tsx';
import { VerdictBadge } from '../../shared/verdict.tsx';
import { isSkipped, skippedFor } from './skipped.ts';
import { UsedOf } from './used-of.tsx';
import { counted } from './words.ts';

type Group = BestSubmission['groups'][number];
type Limits = BestSubmission['limits'];

/** A group with its cases, or only what became of it. */
export function CaseGroup({
  group: { name, verdict, score, maxScore, cases },
  limits,
  folded,
  onFold,
  onLook,
}: {
  group: Group;
  limits: Limits;
  folded: boolean;
  onFold(): void;
  onLook(one: CardCase): void;
}) {
  const ran = cases.filter((one) => !isSkipped(one));
  const accepted = cases.filter((one) => one.verdict === 'AC').length;
  return (
    <tbody>
      <tr class="group">
        <th scope="rowgroup">
          <button type="button" aria-expanded={!folded} onClick={onFold}>
            <span aria-hidden="true">{folded ? '▸' : '▾'}</span> <Hostile text={name} />
          </button>
        </th>
        <td>
          <VerdictBadge verdict={verdict} />
        </td>
        <td colSpan={3} class="number">
          {accepted} of {cases.length} accepted
          {maxScore !== 0 && `, ${number(score)}${maxScore === null ? '' : ` of ${number(maxScore)}`} points`}
        </td>
      </tr>
      {!folded && ran.map((one) => <Row key={one.index} {...{ one, limits, onLook }} group={name} />)}
      {!folded && skippedFor(cases).map(([why, count]) => <Skipped key={why} {...{ why, count }} />)}
    </tbody>
  );
}

function Skipped({ why, count }: { why: string; count: number }) {
  return (
    <tr>
      <td class="soft">{counted(count, 'case')}</td>
      <td colSpan={4}>
        <VerdictBadge verdict="SK" />{' '}
        <span class="small">
          <Hostile text={why} />
        </span>
      </td>
    </tr>
  );
}

function Row({
  one,
  group,
  limits,
  onLook,
}: {
  one: CardCase;
  group: string;
  limits: Limits;
  onLook(one: CardCase): void;
}) {
  const { name, verdict, reason, leftoverProcesses, cpuTimeMs, wallTimeMs, memoryPeakKb } = one;
  // Its group stands above it.
  const short = name.startsWith(`${group}/`) ? name.slice(group.length + 1) : name;
  const mib = memoryPeakKb / 1024;
  return (
    <tr>
      <td>
        <button type="button" class="as-link" aria-label={`Look at ${visible(name)}`} onClick={() => onLook(one)}>
          <Hostile text={short} />
        </button>
      </td>
      <td>
        <VerdictBadge verdict={verdict} />{' '}
        {reason && (
          <span class="small">
            <Hostile text={reasonWords(reason)} />
          </span>
        )}
        {leftoverProcesses > 0 && <div class="small">left {leftoverProcesses} processes running</div>}
      </td>
      <td class="number">
        <UsedOf used={cpuTimeMs} limit={limits?.timeLimitMs ?? null} says={`${number(cpuTimeMs)} ms`} />
      </td>
      <td class="number wide-only">
        <UsedOf used={wallTimeMs} limit={limits?.wallTimeLimitMs ?? null} says={`${number(wallTimeMs)} ms`} />
      </td>
      <td class="number wide-only">
        <UsedOf used={mib} limit={limits?.memoryLimitMb ?? null} says={`${number(mib)} MiB`} />
      </td>
    </tr>
  );
}
