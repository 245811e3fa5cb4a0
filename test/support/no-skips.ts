import type { Reporter, TestCase } from 'vitest/node';

/** Names every test that did not run; where `strict`, one such test fails the whole run. */
export function noSkips({ strict }: { strict: boolean }): Reporter {
  return {
    onTestRunEnd(modules) {
      const skipped = modules.flatMap((module) => [...module.children.allTests('skipped')]);
      if (skipped.length === 0) return;
      process.stderr.write(`\n${skipped.length} tests were skipped:\n${skipped.map(lineFor).join('')}`);
      if (!strict) return;
      process.stderr.write('CI is set, so this run has failed.\n');
      process.exitCode = 1;
    },
  };
}

function lineFor(test: TestCase): string {
  const result = test.result();
  const note = result.state === 'skipped' && result.note ? `: ${result.note}` : '';
  return `  ${test.module.relativeModuleId} > ${test.fullName}${note}\n`;
}
