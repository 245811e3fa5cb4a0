import { beforeAll, expect, test } from 'vitest';
import { createValidators } from '../../engine/check/program.ts';
import { createGrader } from '../../engine/grade/grade.ts';
import type { AuthoringJob } from '../../engine/model/package.ts';
import { type Assay, createAssay, endOfFile } from '../support/assay.ts';
import { openTestSandbox } from '../support/sandbox.ts';

/** A problem's way in real boxes: refused once, measured, published, and its submissions rejudged when it was mended. */

const atEnd = endOfFile();
let assay: Assay;

const twicePython = 'print(2 * int(input()))\n';
const files: Record<string, string> = {
  'problem.yaml': 'problem_format_version: 2025-09\nname: Twice\nlanguages: [python3, go]\nlimits: { time_limit: 2 }\n',
  'statement/problem.en.md': 'Double the number.\n',
  'data/sample/1.in': '2\n',
  'data/sample/1.ans': '4\n',
  'data/secret/1.in': '3\n',
  'data/secret/1.ans': '6\n',
  'data/secret/2.in': '-7\n',
  // The fault that is mended later.
  'data/secret/2.ans': '14\n',
  'submissions/accepted/twice.py': 'print(abs(2 * int(input())))\n',
  'submissions/accepted/twice.go':
    'package main\nimport "fmt"\nfunc main() {\n\tvar n int\n\tfmt.Scan(&n)\n\tif n < 0 {\n\t\tn = -n\n\t}\n\tfmt.Println(2 * n)\n}\n',
  'submissions/wrong_answer/square.py': 'print(int(input()) ** 2)\n',
};

beforeAll(async () => {
  const { sandbox, runtimes } = await openTestSandbox();
  atEnd(() => sandbox.close());
  const validators = createValidators({ sandbox, runtimes });
  atEnd(() => validators.close());
  const grader = createGrader({ sandbox, validators });
  const byId = new Map(runtimes.map((runtime) => [runtime.id, runtime]));
  assay = await createAssay({ grader, sandbox, runtimes: byId, problems: [], atEnd });
  await assay.worker.start();
  assay.workshop.start();
});

async function edit(content: Record<string, string>): Promise<void> {
  const stored = [];
  for (const [path, text] of Object.entries(content)) {
    stored.push(await assay.authoring.packages.putFile(path, Buffer.from(text)));
  }
  await assay.store.workingCopies.put({ id: 'twice', rev: 1, files: stored, updatedAt: '', updatedBy: 'staff:1' });
}

async function done(kind: AuthoringJob['kind'], more = {}): Promise<AuthoringJob> {
  const { jobs } = assay.workshop;
  const { id } = await jobs.ask({ kind, slug: 'twice', note: '', createdBy: 'staff:1', ...more });
  await expect.poll(async () => (await jobs.get(id)).state, { timeout: 60_000 }).toBe('done');
  return jobs.get(id);
}

test('refused while a wrong solution goes uncaught and a runtime is unproven; published once that is mended', async () => {
  const { 'submissions/accepted/twice.go': _go, ...noGo } = files;
  await edit({ ...noGo, 'submissions/wrong_answer/square.py': files['submissions/accepted/twice.py'] ?? '' });
  const refused = await done('publish');
  expect(refused).toMatchObject({ outcome: 'refused', version: null });
  expect(refused.reasons).toEqual([
    expect.stringMatching(/^Nothing shows that it can be solved in Go/),
    expect.stringMatching(/^submissions\/wrong_answer\/square.py is expected to get WA and got AC/),
  ]);
  expect(await assay.problems.get('twice')).toBeNull();

  await edit(files);
  const passed = await done('publish');
  expect(passed).toMatchObject({ outcome: 'passed', number: 1, reasons: [] });
  const wrong = passed.report?.solutions.find(({ name }) => name.endsWith('square.py'));
  expect(wrong).toMatchObject({ status: 'pass', verdict: 'WA', caughtBy: 'secret/1' });
  expect(await assay.problems.get('twice')).toMatchObject({ version: passed.version });
});

test('limits are measured in both runtimes', async () => {
  const { outcome, measured } = await done('measure', { runs: 2 });
  expect(outcome).toBe('passed');
  expect(measured).toMatchObject({ runs: 2, margin: 3, proposedTimeLimitMs: 1000 });
  expect(measured?.runtimes.map(({ runtime }) => runtime).sort()).toEqual(['go', 'python']);
  for (const { timesMs, memoryPeakKb, headroom } of measured?.runtimes ?? []) {
    expect(timesMs).toHaveLength(2);
    expect(Math.max(...timesMs)).toBeLessThan(1000);
    expect(memoryPeakKb).toBeGreaterThan(500);
    expect(headroom).toBeGreaterThan(2);
  }
});

test('submissions are rejudged with the mended version: seen first, then applied', async () => {
  const submit = async (source: string) => {
    const who = { createdBy: 'key:test', idempotencyKey: null };
    const { submission } = await assay.intake.submit({
      problem: 'twice',
      runtime: 'python',
      source,
      runAll: true,
      ...who,
    });
    return assay.finished(submission.id);
  };
  const right = await submit(twicePython);
  const wrong = await submit('print(abs(2 * int(input())))\n');
  expect([right.result?.verdict, wrong.result?.verdict]).toEqual(['WA', 'AC']);

  await edit({
    ...files,
    'data/secret/2.ans': '-14\n',
    'submissions/accepted/twice.py': twicePython,
    'submissions/accepted/twice.go':
      'package main\nimport "fmt"\nfunc main() {\n\tvar n int\n\tfmt.Scan(&n)\n\tfmt.Println(2 * n)\n}\n',
  });
  expect(await done('publish')).toMatchObject({ outcome: 'passed', number: 2 });

  const { rejudges } = assay.rejudging;
  assay.rejudging.start();
  const how = {
    problem: 'twice',
    toNumber: 2,
    assessmentId: null,
    reason: 'An answer was wrong',
    createdBy: 'staff:1',
  };
  const { id } = await rejudges.create(how);
  await expect.poll(async () => (await rejudges.get(id)).state, { timeout: 60_000 }).toBe('ready');
  const ready = await rejudges.get(id);
  expect(ready.preview).toMatchObject({ scores: { raised: 1, lowered: 1, same: 0, kept: 0 } });
  expect(await assay.store.submissions.get(right.id)).toMatchObject({ result: { verdict: 'WA' } });

  await rejudges.apply(id, { rev: ready.rev, by: 'staff:1' });
  await expect.poll(async () => (await rejudges.get(id)).state, { timeout: 60_000 }).toBe('applied');
  const verdicts = [right, wrong].map(async (one) => (await assay.store.submissions.get(one.id))?.result?.verdict);
  expect(await Promise.all(verdicts)).toEqual(['AC', 'WA']);
  const { submission, past } = await rejudges.history(right.id);
  expect(submission.problemVersion).toBe((await assay.problems.get('twice'))?.version);
  expect(past).toMatchObject([{ problemVersion: right.problemVersion, result: { verdict: 'WA' } }]);
});
