import type { Verdict } from '../../../engine/model/verdict.ts';

export const verdictWords: Record<Verdict, string> = {
  AC: 'Accepted',
  PAC: 'Partially accepted',
  WA: 'Wrong answer',
  TLE: 'Time limit exceeded',
  MLE: 'Memory limit exceeded',
  OLE: 'Output limit exceeded',
  RTE: 'Run-time error',
  CE: 'Compile error',
  IE: 'Internal error (ours)',
  SK: 'Skipped',
};

/** In words and with a sign, never by colour alone. */
export function VerdictBadge({ verdict, short = false }: { verdict: Verdict | null; short?: boolean }) {
  if (verdict === null) return <span class="verdict none">–</span>;
  const words = verdictWords[verdict];
  return (
    <span class={`verdict ${verdict.toLowerCase()}`} title={words}>
      {short ? <abbr title={words}>{verdict}</abbr> : words}
    </span>
  );
}
