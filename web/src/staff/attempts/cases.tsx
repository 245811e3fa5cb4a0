import { useSignal } from '@preact/signals';
import type { BestSubmission, CardCase } from '../../../../engine/model/scorecard.ts';
import { Button } from '../../shared/button.tsx';
import { Check } from '../../shared/check.tsx';
import { CaseDialog } from './case-dialog.tsx';
import { CaseGroup } from './case-group.tsx';
import { isSkipped } from './skipped.ts';
import { counted } from './words.ts';

/** So many rows are seen at a glance: with more, what went well is folded at first. */
const glance = 12;

const went = ({ verdict }: CardCase) => verdict === 'AC';

/** Every case by its group, with what it used of its limits. */
export function Cases({ best, problemName }: { best: BestSubmission; problemName: string }) {
  const { groups, limits } = best;
  const all = groups.flatMap(({ cases }) => cases);
  const failed = all.filter((one) => !went(one)).length;
  const shown = useSignal<CardCase | null>(null);
  const failedOnly = useSignal(false);
  const folded = useSignal<ReadonlySet<string>>(
    new Set(all.length > glance ? groups.filter(({ cases }) => cases.every(went)).map(({ name }) => name) : []),
  );
  const fold = (name: string) => {
    folded.value = folded.value.has(name) ? folded.value.difference(new Set([name])) : new Set([...folded.value, name]);
  };
  const seen = groups
    .map((group) => ({ ...group, cases: failedOnly.value ? group.cases.filter((one) => !went(one)) : group.cases }))
    .filter(({ cases }) => !failedOnly.value || cases.length > 0);
  const lookable = seen.flatMap(({ cases }) => cases).filter((one) => !isSkipped(one));
  if (all.length === 0) return <p class="hint">No case was run: the program did not come so far.</p>;
  return (
    <>
      <div class="row spread">
        <span>
          {all.length - failed} of {counted(all.length, 'case')} accepted
        </span>
        <div class="row">
          {failed > 0 && failed < all.length && (
            <Check
              checked={failedOnly.value}
              onChange={(checked) => {
                failedOnly.value = checked;
              }}
            >
              Only the {failed === 1 ? 'one that was' : `${failed} that were`} not accepted
            </Check>
          )}
          {groups.length > 1 && (
            <Button
              kind="quiet"
              onPress={() => {
                folded.value = new Set(folded.value.size > 0 ? [] : groups.map(({ name }) => name));
              }}
            >
              {folded.value.size > 0 ? 'Unfold all' : 'Fold all'}
            </Button>
          )}
        </div>
      </div>
      <section class="scroll tall" tabIndex={0} aria-label={`Cases, ${problemName}`}>
        <table class="cases">
          <thead>
            <tr>
              <th>Case</th>
              <th>Verdict</th>
              <Head text="CPU time" limit={limits && `${limits.timeLimitMs.toLocaleString()} ms`} />
              <Head text="Wall time" limit={limits && `${limits.wallTimeLimitMs.toLocaleString()} ms`} wide />
              <Head text="Memory" limit={limits && `${limits.memoryLimitMb.toLocaleString()} MiB`} wide />
            </tr>
          </thead>
          {seen.map((group) => (
            <CaseGroup
              key={group.name}
              {...{ group, limits }}
              folded={folded.value.has(group.name)}
              onFold={() => fold(group.name)}
              onLook={(one) => {
                shown.value = one;
              }}
            />
          ))}
        </table>
      </section>
      {shown.value && (
        <CaseDialog
          submissionId={best.id}
          one={shown.value}
          among={lookable}
          limits={limits}
          onLook={(one) => {
            shown.value = one;
          }}
          onClose={() => {
            shown.value = null;
          }}
        />
      )}
    </>
  );
}

function Head({ text, limit, wide = false }: { text: string; limit: string | null; wide?: boolean }) {
  return (
    <th class={wide ? 'number wide-only' : 'number'}>
      {text}
      {limit !== null && <span class="limit"> of {limit}</span>}
    </th>
  );
}
