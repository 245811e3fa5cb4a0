import type { Reporter } from 'vitest/node';

/** Closes the run with one line that counts the tests, for machines. A run without a test has failed. */
export function totals(): Reporter {
  return {
    onTestRunEnd(modules, unhandledErrors) {
      const tests = modules.flatMap((module) => [...module.children.allTests()]);
      const count = (state: string) => tests.filter((test) => test.result().state === state).length;
      // A file that cannot be loaded, and an error outside of every test, are failures that no test counts.
      const failed =
        count('failed') + modules.filter((module) => module.errors().length > 0).length + unhandledErrors.length;
      const skipped = count('skipped') + count('pending');
      process.stdout.write(
        `\n${count('passed')} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}\n`,
      );
      if (tests.length === 0) process.exitCode = 1;
    },
  };
}
