import type { TestProject } from 'vitest/node';
import { startMongo } from './server.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** The address of a real MongoDB for this run; empty when there is none. */
    mongo: { url: string };
  }
}

/** One server for the whole run: MONGODB_URL where it is set, else a container, which is removed at the end. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const url = process.env.MONGODB_URL;
  const server = url ? { url, remove: async () => {} } : await startMongo().catch(explain);
  project.provide('mongo', { url: server.url });
  return server.remove;
}

/** The tests that need it are skipped then, which fails the run where CI is set: see no-skips.ts. */
function explain(error: unknown) {
  process.stderr.write(`\nThere is no MongoDB for the tests that need one: ${error}\n`);
  return { url: '', remove: async () => {} };
}
