import { useSignal } from '@preact/signals';
import type { BestSubmission, CardCase } from '../../../../engine/model/scorecard.ts';
import { Button } from '../../shared/button.tsx';
import { number } from '../../shared/format.ts';
import { Hostile } from '../../shared/text.tsx';
import { VerdictBadge } from '../../shared/verdict.tsx';
import { CaseDialog } from './case-dialog.tsx';
import { UsedOf } from './used-of.tsx';

/** Every case by its group, with what it used of its limits. */
export function Cases({ best, problemName }: { best: BestSubmission; problemName: string }) {
  const shown = useSignal<CardCase | null>(null);
  const { limits } = best;
  return (
    <section class="scroll" tabIndex={0} aria-label={`Cases, ${problemName}`}>
      <table class="cases">
        <thead>
          <tr>
            <th>Case</th>
            <th>Verdict</th>
            <th>CPU time{limits && ` of ${limits.timeLimitMs} ms`}</th>
            <th>Wall time{limits && ` of ${limits.wallTimeLimitMs} ms`}</th>
            <th>Memory{limits && ` of ${limits.memoryLimitMb} MiB`}</th>
            <th>Details</th>
          </tr>
        </thead>
        {best.groups.map((group) => (
          <tbody key={group.name}>
            <tr class="group">
              <th scope="rowgroup">{group.name}</th>
              <td>
                <VerdictBadge verdict={group.verdict} />
              </td>
              <td colSpan={4}>
                {group.maxScore !== 0 && (
                  <>
                    {number(group.score)}
                    {group.maxScore !== null && ` of ${number(group.maxScore)}`}
                  </>
                )}
              </td>
            </tr>
            {group.cases.map((one) => (
              <Row
                key={one.index}
                one={one}
                limits={limits}
                onShow={() => {
                  shown.value = one;
                }}
              />
            ))}
          </tbody>
        ))}
      </table>
      {shown.value && (
        <CaseDialog
          submissionId={best.id}
          one={shown.value}
          onClose={() => {
            shown.value = null;
          }}
        />
      )}
    </section>
  );
}

function Row({ one, limits, onShow }: { one: CardCase; limits: BestSubmission['limits']; onShow(): void }) {
  const mib = one.memoryPeakKb / 1024;
  return (
    <tr>
      <td>
        <Hostile text={one.name} />
      </td>
      <td>
        <VerdictBadge verdict={one.verdict} />{' '}
        {one.reason && (
          <span class="small">
            <Hostile text={one.reason} />
          </span>
        )}
        {one.leftoverProcesses > 0 && <div class="small">left {one.leftoverProcesses} processes running</div>}
      </td>
      <td>
        <UsedOf used={one.cpuTimeMs} limit={limits?.timeLimitMs ?? null} says={`${number(one.cpuTimeMs)} ms`} />
      </td>
      <td>
        <UsedOf used={one.wallTimeMs} limit={limits?.wallTimeLimitMs ?? null} says={`${number(one.wallTimeMs)} ms`} />
      </td>
      <td>
        <UsedOf used={mib} limit={limits?.memoryLimitMb ?? null} says={`${number(mib)} MiB`} />
      </td>
      <td>
        {one.verdict !== 'SK' && (
          <Button onPress={onShow} label={`Look at ${one.name}`}>
            Look
          </Button>
        )}
      </td>
    </tr>
  );
}
