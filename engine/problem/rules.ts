import type { ReferenceRule } from '../model/problem.ts';
import type { CaseResult, GradeResult, GroupResult } from '../model/submission.ts';
import type { Verdict } from '../model/verdict.ts';
import { matchesExactly, matchesPath } from './glob.ts';

/** The checker's words on each case, by the case's name. */
export type Messages = ReadonlyMap<string, string>;

/** What a rule permits that says nothing of it. */
const anyVerdict: readonly Verdict[] = ['AC', 'WA', 'TLE', 'RTE'];

/** How a broken rule reads: each case that got what it may not, and each thing that no case got. Empty: it holds. */
export function brokenRules(rules: readonly ReferenceRule[], result: GradeResult, messages: Messages): string[] {
  if (result.verdict === 'CE') return [notCompiled(result.compile)];
  if (result.verdict === 'IE') return [internalError(result, messages)];
  return rules.flatMap((rule) => [
    ...brokenVerdicts(rule, result, messages),
    ...brokenScore(rule, result),
    ...brokenMessage(rule, result, messages),
  ]);
}

/** The rules in a few words, such as `TLE` or `secret/1-small: AC, secret/2-large: TLE|RTE`. */
export function rulesInWords(rules: readonly ReferenceRule[]): string {
  const words = rules.flatMap((rule) => {
    const wanted = (rule.required ?? rule.permitted)?.join('|') ?? null;
    const score = rule.score === null ? null : `score ${range(rule.score)}`;
    const what = [wanted, score].filter((part) => part !== null).join(' with ');
    if (what === '') return [];
    return rule.cases === null ? [what] : [`${rule.cases}: ${what}`];
  });
  return words.length === 0 ? 'anything' : words.join(', ');
}

function brokenVerdicts(rule: ReferenceRule, result: GradeResult, messages: Messages): string[] {
  const cases = matchingCases(rule, result);
  if (cases.length === 0) return rule.cases === null ? [] : [`no test case matches "${rule.cases}"`];
  const permitted = rule.permitted ?? anyVerdict;
  const broken: string[] = [];
  const [first, ...others] = cases.filter((each) => each.verdict !== 'SK' && !countsAs(each.verdict, permitted));
  if (first !== undefined) {
    const more = others.length === 0 ? '' : `; ${others.length} more like it`;
    broken.push(`${first.name} is ${describe(first, messages)}, permitted is ${permitted.join(', ')}${more}`);
  }
  const { required } = rule;
  if (required !== null && !cases.some((each) => countsAs(each.verdict, required))) {
    broken.push(`no case${rule.cases === null ? '' : ` of ${rule.cases}`} is ${required.join(' or ')}`);
  }
  return broken;
}

/** A range holds for the score of a group, or of the whole for no pattern and for `secret`. */
function brokenScore({ cases, score }: ReferenceRule, result: GradeResult): string[] {
  if (score === null) return [];
  const scored: readonly Pick<GroupResult, 'name' | 'score'>[] =
    cases === null || matchesExactly(cases, 'secret')
      ? [{ name: 'secret', score: result.score }]
      : result.groups.filter((group) => matchesExactly(cases, group.name));
  if (scored.length === 0) return [`no test group matches "${cases}", which has a score`];
  const tolerance = 1e-9 * Math.max(1, Math.abs(score[1]));
  return scored
    .filter((group) => group.score < score[0] - tolerance || group.score > score[1] + tolerance)
    .map((group) => `the score of ${group.name} is ${group.score}, expected is ${range(score)}`);
}

function brokenMessage(rule: ReferenceRule, result: GradeResult, messages: Messages): string[] {
  const { message } = rule;
  if (message === null) return [];
  const found = matchingCases(rule, result).some((each) => messages.get(each.name)?.includes(message));
  return found ? [] : [`no case has the judgemessage "${message}"`];
}

function matchingCases({ cases }: ReferenceRule, result: GradeResult): CaseResult[] {
  const all = result.groups.flatMap((group) => group.cases);
  return cases === null ? all : all.filter((each) => matchesPath(cases, each.name));
}

/**
 * The format knows four verdicts only. Ours are finer: too much memory or output is its run-time error, and a case
 * with a part of its score is accepted.
 */
function countsAs(verdict: Verdict, wanted: readonly Verdict[]): boolean {
  if (wanted.includes(verdict)) return true;
  if (verdict === 'MLE' || verdict === 'OLE') return wanted.includes('RTE');
  return verdict === 'PAC' && wanted.includes('AC');
}

function notCompiled({ reason, output }: GradeResult['compile']): string {
  return `it does not compile (${reason ?? 'error'}): ${output.replace(/\s+/g, ' ').trim().slice(0, 300)}`;
}

/** What rules say of such a result says nothing, whether it holds or not. */
function internalError({ groups, reason }: GradeResult, messages: Messages): string {
  const at = groups.flatMap((group) => group.cases).find(({ verdict }) => verdict === 'IE');
  const words = [at?.reason ?? reason ?? 'the engine or the package failed', at && wordsOn(at, messages)];
  return `${at ? `${at.name} is ` : ''}IE: ${words.filter(Boolean).join(': ')}`;
}

function describe(at: CaseResult, messages: Messages): string {
  const { verdict, reason } = at;
  const words = [reason, wordsOn(at, messages)].filter(Boolean);
  return words.length === 0 ? verdict : `${verdict} (${words.join(': ')})`;
}

function wordsOn({ name }: CaseResult, messages: Messages): string | undefined {
  return messages.get(name)?.trim().slice(0, 300);
}

function range([low, high]: readonly [number, number]): string {
  return low === high ? `${low}` : `${low} to ${high}`;
}
