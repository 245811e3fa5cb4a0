import { AppError } from '../errors.ts';
import type { Attempt, TimelineData, TimelineEntry } from '../model/attempt.ts';
import type { Submission, SubmissionBrief } from '../model/submission.ts';
import { each } from '../pages.ts';
import type { Clock, Page, Store } from '../ports.ts';
import { ruledProblem } from './allowed.ts';
import type { Drafts } from './drafts.ts';
import { mustTakeDrafts } from './open.ts';

/** What a candidate's page tells of itself. The text of a paste may be its beginning only: `sizeChars` is that of the whole. */
export type PageEvent =
  | { kind: 'paste'; problem: string; text: string; sizeChars?: number | undefined }
  | { kind: 'blurred' | 'focused' };

export interface Timeline {
  /**
   * Records what the page tells, at this instant of the server. Returns how many were kept: none any more once the
   * timeline is full. Throws ATTEMPT_CLOSED, NOT_FOUND.
   */
  tell(attemptId: string, events: readonly PageEvent[]): Promise<number>;
  /** Twice is once: the entry has the submission's id. */
  handedIn(submission: Submission): Promise<void>;
  /** In order of time. What a crash has kept from it is put there before. Throws NOT_FOUND. */
  read(attemptId: string, page: { after?: string; limit: number }): Promise<Page<TimelineEntry>>;
}

export interface TimelineDeps {
  store: Pick<Store, 'attempts' | 'timeline' | 'submissions'>;
  drafts: Pick<Drafts, 'settleTrails'>;
  clock: Pick<Clock, 'now'>;
  newId(): string;
}

/** Entries of an attempt, from where on the page's events are dropped. */
const mostEntries = 20_000;
const keptPasteBytes = 16 * 1024;

export function createTimeline(deps: TimelineDeps): Timeline {
  const { store, clock, newId } = deps;
  return {
    async tell(attemptId, events) {
      const attempt = await attemptOf(deps, attemptId);
      mustTakeDrafts(attempt, clock.now());
      for (const event of events) if (event.kind === 'paste') ruledProblem(attempt.rules, event.problem);
      const room = Math.max(0, mostEntries - (await store.timeline.count({ where: { attemptId } })));
      if (room === 0) return 0;
      const at = clock.now().toISOString();
      const entry = (problem: string | null, data: TimelineData): TimelineEntry => {
        return { id: `${attemptId}/${newId()}`, rev: 1, attemptId, at, problem, data };
      };
      const kept = events
        .slice(0, room)
        .map((event) => entry('problem' in event ? event.problem : null, dataOf(event)));
      const full = kept.length === room ? [entry(null, { kind: 'note', text: fullNote })] : [];
      if (kept.length > 0) await store.timeline.put(...kept, ...full);
      return kept.length;
    },

    async handedIn(submission) {
      await store.timeline.put(entryOf(submission));
    },

    async read(attemptId, page) {
      await attemptOf(deps, attemptId);
      if (page.after === undefined) await mend(deps, attemptId);
      return store.timeline.find({ where: { attemptId }, ...page });
    },
  };
}

const fullNote = `There are ${mostEntries} entries: pastes, and leaving and coming back, are recorded no further.`;

async function attemptOf({ store }: TimelineDeps, id: string): Promise<Attempt> {
  const attempt = await store.attempts.get(id);
  if (attempt === null) throw new AppError('NOT_FOUND', `There is no attempt ${JSON.stringify(id)}.`);
  return attempt;
}

function dataOf(event: PageEvent): TimelineData {
  if (event.kind !== 'paste') return { kind: event.kind };
  const sizeChars = Math.max(event.text.length, event.sizeChars ?? 0);
  const text = head(event.text.toWellFormed());
  return { kind: 'paste', sizeChars, text, cut: text.length < sizeChars };
}

/** As much as fits, in whole characters. */
function head(text: string): string {
  const bytes = Buffer.from(text).subarray(0, keptPasteBytes);
  return new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes, { stream: true });
}

/** Sorts by time, since the submission's id does. */
function entryOf({ id, attemptId, queuedAt, problem, kind, runtime, createdBy }: SubmissionBrief): TimelineEntry {
  const data = {
    kind: kind === 'run' ? ('run' as const) : ('submit' as const),
    submissionId: id,
    runtime,
    final: !createdBy.startsWith('candidate:'),
  };
  return { id: `${attemptId}/${id}`, rev: 1, attemptId: attemptId ?? '', at: queuedAt, problem, data };
}

async function mend({ store, drafts }: TimelineDeps, attemptId: string): Promise<void> {
  await drafts.settleTrails(attemptId);
  for await (const submission of each(store.submissions.brief, { attemptId, kind: { in: ['run', 'submit'] } })) {
    const entry = entryOf(submission);
    if ((await store.timeline.get(entry.id)) === null) await store.timeline.put(entry);
  }
}
