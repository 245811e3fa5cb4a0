import { defineConfig } from 'vitest/config';
import { noSkips } from './test/support/no-skips.ts';
import { totals } from './test/support/totals.ts';

const strict = Boolean(process.env.CI);

/** A machine that is busy with something else takes longer; what never comes fails all the same. */
const patient = { poll: { timeout: 30_000 } };

/** In this order: what needs Docker, and is timed, has the machine for itself. */
export default defineConfig({
  test: {
    reporters: ['default', noSkips({ strict }), totals()],
    projects: [
      {
        test: {
          name: 'unit',
          expect: patient,
          include: ['test/unit/**/*.test.ts', 'test/contract/queue/**/*.test.ts'],
          sequence: { groupOrder: 0 },
          testTimeout: 60_000,
        },
      },
      {
        test: {
          name: 'store',
          expect: patient,
          include: ['test/contract/store/**/*.test.ts', 'test/several/**/*.test.ts'],
          globalSetup: 'test/support/mongo/setup.ts',
          fileParallelism: false,
          sequence: { groupOrder: 1 },
          testTimeout: 120_000,
          hookTimeout: 600_000,
        },
      },
      {
        test: {
          name: 'docker',
          expect: patient,
          include: ['test/contract/sandbox/**/*.test.ts', 'test/hostile/**/*.test.ts', 'test/e2e/**/*.test.ts'],
          exclude: ['test/e2e/pages/**'],
          fileParallelism: false,
          sequence: { groupOrder: 2 },
          testTimeout: 300_000,
          hookTimeout: 600_000,
        },
      },
      {
        // People wait, and so do browsers: two journeys at a time.
        test: {
          name: 'pages',
          expect: patient,
          include: ['test/e2e/pages/**/*.test.ts'],
          maxWorkers: 2,
          sequence: { groupOrder: 3 },
          testTimeout: 300_000,
          hookTimeout: 600_000,
        },
      },
    ],
  },
});
