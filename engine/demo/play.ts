import type { Attempts } from '../assess/attempts.ts';
import type { CandidateSide } from '../assess/candidate.ts';
import type { Invitations } from '../assess/invitations.ts';
import type { Runtime } from '../model/runtime.ts';
import type { Clock, Problems } from '../ports.ts';
import { sourcesOf } from '../problem/verify.ts';
import type { DemoPerson } from './people.ts';

export interface PlayDeps {
  invitations: Pick<Invitations, 'create' | 'open'>;
  attempts: Pick<Attempts, 'start' | 'finish'>;
  candidate: Pick<CandidateSide, 'drafts' | 'handIn' | 'timeline'>;
  problems: Pick<Problems, 'get'>;
  runtimes: Pick<ReadonlyMap<string, Runtime>, 'get'>;
  clock: Pick<Clock, 'sleep'>;
  /** Between two saves of what is typed. */
  saveEveryMs: number;
}

/** Into how many saves a program is typed. */
const saves = 12;

/** A candidate like any other, by the same doors: invited, opened, typed, handed in, graded by the real worker. */
export async function play(
  deps: PlayDeps,
  { assessmentId, person, by, signal }: { assessmentId: string; person: DemoPerson; by: string; signal: AbortSignal },
): Promise<void> {
  const { invitations, attempts, candidate } = deps;
  const invited = { name: person.name, email: person.email, extraTimePercent: 0, expiresAt: null };
  const { link } = await invitations.create(assessmentId, invited, by);
  const { id: attemptId } = await invitations.open(new URL(link).hash.slice(1));
  await attempts.start(attemptId);
  const revisions = new Map<string, number>();
  for (const part of person.parts) {
    const { problem, runtime } = part;
    const source = await sourceOf(deps, part);
    if (part.pasted) await candidate.timeline.tell(attemptId, [{ kind: 'paste', problem, text: source }]);
    for (const text of part.pasted ? [source] : beginnings(source)) {
      await deps.clock.sleep(deps.saveEveryMs, signal);
      const files = [{ name: deps.runtimes.get(runtime)?.mainFile ?? 'main', content: text }];
      const revision = revisions.get(`${problem}/${runtime}`) ?? 0;
      const saved = await candidate.drafts.save({ attemptId, problem, runtime, files, revision });
      revisions.set(`${problem}/${runtime}`, saved.revision);
    }
    await candidate.handIn.take({ attemptId, problem, runtime, source, kind: 'submit', idempotencyKey: null });
  }
  await attempts.finish(attemptId);
}

async function sourceOf({ problems }: PlayDeps, { problem, solution }: DemoPerson['parts'][number]): Promise<string> {
  const found = (await problems.get(problem))?.solutions.find(({ program }) => program.name === solution);
  if (found === undefined) throw new Error(`${problem} has no ${solution}`);
  const [file] = await sourcesOf(found.program);
  return file?.content ?? '';
}

/** Some lines, some more, all. */
function beginnings(source: string): string[] {
  const lines = source.split('\n');
  const counts = Array.from({ length: saves }, (_, index) => Math.ceil(((index + 1) * lines.length) / saves));
  return [...new Set(counts)].map((count) => lines.slice(0, count).join('\n'));
}
