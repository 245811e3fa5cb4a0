import type { InjectOptions } from 'fastify';
import { beforeAll, expect, test } from 'vitest';
import type { Principal } from '../../../engine/model/permission.ts';
import { type Api, createApi } from '../../support/api.ts';
import { endOfFile } from '../../support/assay.ts';
import { anAttempt } from '../../support/attempt.ts';
import { aFinished, aGraded, anAssessment } from '../../support/attempts.ts';

/** The examples of the API's description, sent as a stranger would who copies them: none of them has a wrong shape. */

interface Media {
  schema?: { examples?: unknown[]; contentMediaType?: string };
  example?: unknown;
  examples?: Record<string, { value: unknown }>;
}
interface Operation {
  security: Record<string, string[]>[];
  parameters?: { name: string; in: string; required?: boolean; example?: unknown; schema: { examples?: unknown[] } }[];
  requestBody?: { content: Record<string, Media> };
}
interface Example {
  name: string;
  who: Principal;
  method: string;
  url: string;
  headers: Record<string, string>;
  payload?: string;
}

const atEnd = endOfFile();
let api: Api;
let admin: Principal;
/** These come last, for after them there is less to ask for. */
const isEnding = ({ name }: Example) => /^DELETE|\/(finish|end)$/.test(name);

/** What is in the store, where the example's id would not be. */
const seeded: Record<string, string> = {
  '/api/assessments': 'open',
  '/api/attempts': 'bob',
  '/api/submissions': 'one',
};
const candidate: Principal = { kind: 'candidate', attemptId: 'ada', sessionId: 's' };

beforeAll(async () => {
  api = await createApi({ atEnd });
  const token = await api.people.setup.firstLink();
  const who = { name: 'Jo', email: 'someone@example.com', password: 'four plain words here' };
  const { id, roles } = await api.people.setup.take({ ...who, token: token ?? '' });
  admin = { kind: 'staff', id, name: who.name, email: who.email, roles, sessionId: 'a session' };
  const { assessments, attempts, submissions } = api.store;
  await assessments.insert(anAssessment({ id: 'open' }));
  const startedAt = new Date().toISOString();
  await attempts.insert(anAttempt({ id: 'ada', assessmentId: 'open', startedAt, endsAt: '2999-01-01T00:00:00.000Z' }));
  await attempts.insert(aFinished({ id: 'bob', assessmentId: 'open' }));
  await submissions.insert(aGraded({ id: 'one', attemptId: 'bob' }));
});

function* examplesOf(document: { paths: Record<string, Record<string, Operation>> }): Generator<Example> {
  for (const [path, methods] of Object.entries(document.paths)) {
    for (const [method, operation] of Object.entries(methods)) {
      const required = (place: string) =>
        (operation.parameters ?? [])
          .filter((parameter) => parameter.in === place && parameter.required)
          .map(({ name, example, schema }): [string, string] => [name, String(example ?? schema.examples?.[0])]);
      let url = path.replace(/^(\/api\/\w+)\/\{id\}/, (all, of) => (seeded[of] ? `${of}/${seeded[of]}` : all));
      for (const [name, value] of required('path')) url = url.replace(`{${name}}`, encodeURIComponent(value));
      const query = new URLSearchParams(required('query')).toString();
      const who = operation.security.some((one) => one.candidate) ? candidate : admin;
      const asked = { who, method: method.toUpperCase(), url: query ? `${url}?${query}` : url };
      const headers = Object.fromEntries(required('header'));
      const name = `${asked.method} ${path}`;
      const contents = Object.entries(operation.requestBody?.content ?? {});
      if (contents.length === 0) yield { ...asked, name, headers };
      for (const [type, media] of contents) {
        const { schema, example, examples } = media;
        const values = Object.values(examples ?? {}).map(({ value }) => value);
        const shown = example === undefined ? [...values, ...(schema?.examples ?? [])] : [example];
        for (const value of shown) {
          const payload = type === 'application/json' ? JSON.stringify(value) : String(value);
          yield { ...asked, name, headers: { ...headers, 'content-type': type }, payload };
        }
      }
    }
  }
}

test('each request of the description is taken as it stands there', async () => {
  const document = (await api.get('/docs/json')).json();
  const examples = [...examplesOf(document)];
  expect(examples.length).toBeGreaterThan(100);
  const refused: string[] = [];
  for (const { name, who, ...request } of [...examples.filter((one) => !isEnding(one)), ...examples.filter(isEnding)]) {
    api.as(who);
    const response = await api.ask(request as InjectOptions);
    if ([400, 413, 415].includes(response.statusCode) || response.statusCode >= 500) {
      refused.push(`${name}: ${response.body}`);
    }
  }
  expect(refused).toEqual([]);
});
