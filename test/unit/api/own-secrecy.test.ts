import fc from 'fast-check';
import { beforeAll, expect, test } from 'vitest';
import type { Feedback } from '../../../engine/model/assessment.ts';
import type { Problem } from '../../../engine/model/problem.ts';
import type { CaseResult, GradeResult, GroupResult } from '../../../engine/model/submission.ts';
import type { Verdict } from '../../../engine/model/verdict.ts';
import { type Api, createApi } from '../../support/api.ts';
import { endOfFile } from '../../support/assay.ts';
import { anAttempt, handClock, someRules } from '../../support/attempt.ts';
import { accept, acceptedCase } from '../../support/grader.ts';
import { group, testCase } from '../../support/problem.ts';
import { aProblem } from '../../support/problems.ts';

/*
 * What a candidate can fetch tells nothing that is secret. Each try makes two worlds: the same problem, but everything secret
 * is another text and everything that the rule does not tell has another outcome. Whatever a candidate can fetch in them, of
 * every route of the server, while the attempt runs and once it is over, has to be the same to the last byte, headers too, and free of every secret text.
 */

const verdicts = ['AC', 'PAC', 'WA', 'TLE', 'MLE', 'OLE', 'RTE', 'IE', 'SK'] as const;

/** What differs between the worlds. */
interface Outcome {
  verdict: Verdict;
  score: number;
  cases: { verdict: Verdict; ms: number }[];
}
interface Shape {
  cases: number;
  told: { verdict: Verdict; score: number };
  left: Outcome;
  right: Outcome;
}

const outcome = fc.record({
  verdict: fc.constantFrom(...verdicts),
  score: fc.integer({ min: 0, max: 50 }),
  cases: fc.array(fc.record({ verdict: fc.constantFrom(...verdicts), ms: fc.nat(5000) }), {
    minLength: 3,
    maxLength: 3,
  }),
});
const shape: fc.Arbitrary<Shape> = fc.record({
  cases: fc.integer({ min: 1, max: 3 }),
  told: fc.record({ verdict: fc.constantFrom(...verdicts), score: fc.integer({ min: 0, max: 50 }) }),
  left: outcome,
  right: outcome,
});
const shapes = fc.array(shape, { minLength: 1, maxLength: 3 });
const sampleVerdict = fc.constantFrom('AC' as const, 'WA' as const);

const atEnd = endOfFile();
let api: Api;
const clock = handClock();
const problems: Problem[] = [];
const results = new Map<
  string,
  { groups: GroupResult[]; whole: Pick<GradeResult, 'verdict' | 'score'>; secret: string }
>();
const casesOf = ({ name, cases }: GroupResult) => cases.map((result) => ({ group: name, result }));
const bytes = (text: string) => ({ base64: Buffer.from(text).toString('base64'), sizeBytes: text.length, cut: false });

beforeAll(async () => {
  api = await createApi({
    ...{ clock, problems, atEnd },
    grader: {
      async grade(request) {
        const graded = await accept({ ...request, onCase: () => {}, onRun: async () => {} });
        const planned = results.get(request.problem.slug);
        const isRun = request.problem.groups.every(({ sample }) => sample);
        if (planned === undefined) return graded;
        const groups = graded.groups.map((group) => planned.groups.find(({ name }) => name === group.name) ?? group);
        for (const [index, { group, result }] of groups.flatMap(casesOf).entries()) {
          const sample = !group.startsWith('secret');
          const told = bytes(sample ? 'sample text' : planned.secret);
          const record = { caseName: result.name, sample, input: told, answer: told, output: told, stderr: told };
          // Of an output validator: what it tells the judges is a secret, even where the case is none.
          const said = { message: planned.secret, teamMessage: sample ? 'sample text' : planned.secret };
          await request.onRun?.({ ...record, ...said }, index);
          request.onCase({ index, group, result });
        }
        return { ...graded, ...(isRun ? {} : { ...planned.whole, reason: planned.secret }), groups };
      },
    },
  });
  api.as(null);
  await api.worker.start();
});

/** A problem, its results, and an attempt at it; `secret` is in everything that is secret. */
async function makeWorld(
  slug: string,
  feedback: Feedback,
  side: 'left' | 'right',
  made: { shapes: Shape[]; sample: Verdict },
) {
  const secret = `SECRET-${slug}-TEXT`;
  const told = feedback === 'groups';
  const sample: CaseResult = { ...acceptedCase('sample/1'), verdict: made.sample };
  const secrets = made.shapes.map((one, at) => {
    const name = `secret/${at}${told ? '' : secret}`;
    const own = told ? { ...one[side], ...one.told } : one[side];
    const cases = own.cases.slice(0, one.cases).map(({ verdict, ms }, index) => ({
      ...acceptedCase(`${name}/${secret}${index}`),
      ...{ verdict, reason: secret, cpuTimeMs: ms, wallTimeMs: ms, memoryPeakKb: ms },
    }));
    return { name, verdict: own.verdict, score: own.score, maxScore: 50, cases };
  });
  const text = (name: string) => testCase(name, secret, secret, { hint: secret, args: [secret] });
  problems.push(
    aProblem({
      ...{ slug, version: slug.padEnd(64, '0') },
      groups: [
        group('sample', [testCase('sample/1', 'sample in', 'sample out')]),
        ...secrets.map(({ name, cases }) =>
          group(
            name,
            cases.map((one) => text(one.name)),
          ),
        ),
      ],
      solutions: [{ program: { name: secret, runtimeId: 'python', main: secret, files: [] }, rules: [] }],
    }),
  );
  const whole = { verdict: secrets[0]?.verdict ?? 'AC', score: secrets.reduce((sum, { score }) => sum + score, 0) };
  results.set(slug, {
    secret,
    whole,
    groups: [{ name: 'sample', verdict: made.sample, score: 0, maxScore: 0, cases: [sample] }, ...secrets],
  });
  await api.store.attempts.insert(
    anAttempt({
      id: slug,
      rules: someRules({
        feedback,
        problems: [{ slug, version: slug.padEnd(64, '0'), name: 'Brackets', points: 100 }],
      }),
      standings: [
        { problem: slug, best: 'b', verdict: whole.verdict, points: whole.score, maxPoints: 100, submissions: 1 },
      ],
      ...(told ? { score: 1 } : { score: whole.score, passed: whole.score > 20 }),
    }),
  );
  const { token } = await api.people.sessions.openCandidate(slug);
  return { slug, secret, cookie: `assay-attempt=${token}` };
}

/** Everything that this candidate can be told, as text: every GET of the server, and the answers to what is sent. */
async function fetchAll({ slug, cookie }: { slug: string; cookie: string }): Promise<string[]> {
  const seen: string[] = [];
  const ask = async (method: 'GET' | 'POST' | 'DELETE', url: string, payload?: object) => {
    const response = await api.ask({ method, url, headers: { cookie }, ...(payload && { payload }) });
    const { 'x-request-id': _id, date: _date, 'retry-after': _after, ...headers } = response.headers;
    seen.push(`${method} ${url} ${response.statusCode} ${response.body}\n${JSON.stringify(headers)}`);
    return response;
  };
  const program = { problem: slug, runtime: 'python', source: 'print(1)' };
  const ids: string[] = [];
  for (const [path, body] of [
    ['submissions', program],
    ['runs', program],
    ['runs', { ...program, input: 'x' }],
  ] as const) {
    const { id } = (await ask('POST', `/api/attempt/${path}`, body)).json();
    const live = ask('GET', `/api/attempt/submissions/${id}/events`);
    await api.finished(id);
    await live;
    ids.push(id);
  }
  await ask('POST', '/api/attempt/runs', { ...program, runtime: 'none' });
  await ask('POST', '/api/attempt/submissions', { ...program, problem: 'none' });
  for (const id of [...ids, 'none']) {
    await ask('DELETE', `/api/attempt/submissions/${id}`);
    for (const url of readable().filter((one) => /^\/api\/attempt\/.*:id/.test(one)))
      await ask('GET', url.replace(':id', id));
  }
  const submitted = ids[0] ?? '';
  const isOfOne = (url: string) => /^\/api\/attempt\/.*:id/.test(url);
  for (const url of readable().filter((one) => !isOfOne(one))) {
    await ask('GET', url.replace(/:slug|:problem/, slug).replace(/:\w+/g, submitted));
  }
  // Once it is over there is a score, and nothing more to be told.
  await ask('POST', '/api/attempt/finish');
  expect((await api.store.attempts.get(slug))?.state).toBe('finished');
  for (const url of readable().filter((one) => one.startsWith('/api/attempt/') || one === '/api/attempt')) {
    await ask('GET', url.replace(/:slug|:problem/, slug).replace(/:id/, submitted));
  }
  return seen.map((text) => blurred(text, [slug, ...ids]));
}

function readable(): string[] {
  const urls = api.routes
    .filter(({ method, url }) => method === 'GET' && url.startsWith('/api/'))
    .map(({ url }) => url);
  return [...new Set(urls)].filter((url) => url !== '/api/runtimes');
}

/** Names that differ by their nature become the same, and so do seconds to wait. */
function blurred(text: string, names: string[]): string {
  return names
    .reduce((blurry, name, index) => blurry.replaceAll(name, `<${index}>`), text)
    .replace(/wait \d+ s/g, 'wait');
}

/** Every text in it, those in base64 too. */
function withDecoded(text: string): string {
  const decoded = [...text.matchAll(/"base64":"([^"]*)"/g)].map(([, base64 = '']) =>
    Buffer.from(base64, 'base64').toString(),
  );
  return [text, ...decoded].join('\n');
}

let tries = 0;

test.each(['samples', 'groups'] as const)(
  'with feedback of %s nothing that a candidate can fetch depends on what is secret',
  async (feedback) => {
    await fc.assert(
      fc.asyncProperty(shapes, sampleVerdict, async (made, sample) => {
        tries += 1;
        const number = String(tries).padStart(5, '0');
        const both = { shapes: made, sample };
        const left = await makeWorld(`left-${number}`, feedback, 'left', both);
        const right = await makeWorld(`othr-${number}`, feedback, 'right', both);
        const [seenLeft, seenRight] = [await fetchAll(left), await fetchAll(right)];
        expect(seenLeft).toEqual(seenRight);
        for (const text of seenLeft) expect(withDecoded(text)).not.toContain('SECRET');
        expect(seenLeft.filter((text) => text.includes(' 500 '))).toEqual([]);
        const isTold = seenLeft.some((text) => text.includes(`"name":"secret/0"`));
        expect(isTold).toBe(feedback === 'groups');
      }),
      { numRuns: 15 },
    );
  },
  60_000,
);
