import type { AssessmentRules } from '../model/assessment.ts';
import type { Attempt, Standing } from '../model/attempt.ts';
import type { GradeResult, SubmissionBrief } from '../model/submission.ts';

/** How one stands before the first submission. */
export function emptyStandings({ problems }: Pick<AssessmentRules, 'problems'>): Standing[] {
  return problems.map(({ slug, points }) => {
    return { problem: slug, best: null, verdict: null, points: 0, maxPoints: points, submissions: 0 };
  });
}

export function maxScoreOf({ problems }: Pick<AssessmentRules, 'problems'>): number {
  return rounded(problems.reduce((sum, { points }) => sum + points, 0));
}

/** What a result is worth: its share of the problem's score, of `maxPoints`. */
export function pointsOf(
  { verdict, score, maxScore }: Pick<GradeResult, 'verdict' | 'score' | 'maxScore'>,
  maxPoints: number,
): number {
  const share = maxScore === null || maxScore <= 0 ? Number(verdict === 'AC') : score / maxScore;
  return rounded(Math.min(1, Math.max(0, share)) * maxPoints);
}

/**
 * The standing after one more submission that is done. The best one counts, the first of several that are as good; an
 * internal error is ours and counts for nothing: the verdict is IE where there is nothing else. The same submission twice,
 * or in another order, gives the same.
 */
export function withSubmission(standing: Standing, { id, result }: Pick<SubmissionBrief, 'id' | 'result'>): Standing {
  if (result === null) return standing;
  if (result.verdict === 'IE') return standing.best === null ? { ...standing, verdict: 'IE' } : standing;
  const points = pointsOf(result, standing.maxPoints);
  const isBetter =
    standing.best === null || points > standing.points || (points === standing.points && id < standing.best);
  return isBetter ? { ...standing, best: id, verdict: result.verdict, points } : standing;
}

/** Problems that we could not give: IE, unless something of them is graded. */
export function withoutProblems(standings: readonly Standing[], missing: readonly string[]): Standing[] {
  return standings.map((one) =>
    one.best === null && missing.includes(one.problem) ? { ...one, verdict: 'IE' as const } : one,
  );
}

/**
 * What follows from the standings. `null` for the score while nothing is graded and the attempt goes on; for `passed`
 * where no pass mark is set, or where it is open because of an internal error: then a person has to look.
 */
export function scoreOf(
  standings: readonly Standing[],
  { rules, isOver }: { rules: Pick<AssessmentRules, 'problems' | 'passMarkPercent'>; isOver: boolean },
): Pick<Attempt, 'score' | 'maxScore' | 'passed'> {
  const maxScore = maxScoreOf(rules);
  if (!isOver && standings.every(({ best }) => best === null)) return { score: null, maxScore, passed: null };
  const score = rounded(standings.reduce((sum, { points }) => sum + points, 0));
  const { passMarkPercent } = rules;
  // As whole thousandths: 33.3 % of 300 is 99.9, whatever binary fractions make of it.
  if (passMarkPercent === null) return { score, maxScore, passed: null };
  const mark = rounded((maxScore * passMarkPercent) / 100);
  const lost = standings.reduce((sum, { verdict, maxPoints }) => sum + (verdict === 'IE' ? maxPoints : 0), 0);
  const isOpen = score < mark && rounded(score + lost) >= mark;
  return { score, maxScore, passed: isOpen ? null : score >= mark };
}

/** To a thousandth: what people see, add up and compare. */
function rounded(points: number): number {
  return Math.round(points * 1000) / 1000;
}
