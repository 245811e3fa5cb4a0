import type { RunRecord, Submission } from '../../engine/model/submission.ts';

/** A queued submission as the intake stores it. */
export function aSubmission(fields: Partial<Submission> & { id: string }): Submission {
  return {
    rev: 1,
    kind: 'submit',
    state: 'queued',
    attemptId: null,
    of: null,
    rejudgeId: null,
    input: null,
    pinned: false,
    priority: 10,
    lane: null,
    slot: null,
    unsettled: false,
    createdBy: 'key:test',
    problem: 'hello',
    problemVersion: 'a'.repeat(64),
    runtime: 'python',
    files: [{ name: 'main.py', content: 'print("hello")\n' }],
    runAll: false,
    idempotencyKey: null,
    requestDigest: null,
    lease: null,
    attempts: 0,
    result: null,
    receipt: null,
    queuedAt: '2026-01-01T00:00:00.000Z',
    startedAt: null,
    doneAt: null,
    ...fields,
  };
}

export function aRun(fields: Partial<RunRecord> & { id: string; submissionId: string }): RunRecord {
  const excerpt = { base64: 'aGk=', sizeBytes: 2, cut: false };
  return {
    rev: 1,
    caseName: 'secret/1',
    sample: false,
    input: excerpt,
    answer: excerpt,
    output: excerpt,
    stderr: excerpt,
    message: null,
    ...fields,
  };
}
