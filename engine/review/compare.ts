import { AppError } from '../errors.ts';
import type { Comparison } from '../model/scorecard.ts';
import type { Problems, Store } from '../ports.ts';
import { bestOf, limitsOf } from './card.ts';
import { assessmentOf, attemptOf } from './find.ts';
import { rowOf } from './table.ts';

export interface Compare {
  /** Some attempts of one assessment side by side, by problem. Throws NOT_FOUND, BAD_REQUEST with the field at fault. */
  attempts(assessmentId: string, attemptIds: readonly string[]): Promise<Comparison>;
}

export interface CompareDeps {
  store: Pick<Store, 'attempts' | 'assessments' | 'submissions'>;
  problems: Pick<Problems, 'get'>;
}

const [fewest, most] = [2, 5];

export function createCompare({ store, problems }: CompareDeps): Compare {
  return {
    async attempts(assessmentId, attemptIds) {
      const ids = [...new Set(attemptIds)];
      if (ids.length < fewest || ids.length > most) {
        const message = `Name from ${fewest} to ${most} different attempts.`;
        throw new AppError('BAD_REQUEST', message, { field: '/query/attempts' });
      }
      const assessment = await assessmentOf(store, assessmentId);
      const attempts = await Promise.all(ids.map((id) => attemptOf(store, id)));
      const stranger = attempts.find((attempt) => attempt.assessmentId !== assessmentId);
      if (stranger) throw new AppError('NOT_FOUND', `There is no attempt ${stranger.id} in this assessment.`);
      const known = new Map(
        attempts.flatMap(({ rules }) => rules.problems.map(({ slug, name }) => [slug, name] as const)),
      );
      const rows: Comparison['problems'] = [];
      for (const [slug, name] of known) {
        const entries = [];
        for (const { id, standings } of attempts) {
          const standing = standings.find(({ problem }) => problem === slug);
          const best = standing?.best ? await store.submissions.get(standing.best) : null;
          entries.push({
            attemptId: id,
            points: standing?.points ?? null,
            maxPoints: standing?.maxPoints ?? null,
            verdict: standing?.verdict ?? null,
            best: best === null ? null : bestOf(best, await limitsOf(problems, best)),
          });
        }
        rows.push({ slug, name, attempts: entries });
      }
      return { attempts: attempts.map((attempt) => rowOf(attempt, assessment)), problems: rows };
    },
  };
}
