/** `npm run bench`: measures each goal in this run, prints goal and figure side by side, and writes bench/RESULTS.md. */
import { writeFile } from 'node:fs/promises';
import { cpus } from 'node:os';
import { join } from 'node:path';
import { openBench } from './bench.ts';
import { measureCompile } from './compile.ts';
import { measureEventLoop } from './event-loop.ts';
import type { Figure } from './figure.ts';
import { measureMemory } from './memory.ts';
import { measureOvershoot } from './overshoot.ts';
import { measurePerCase } from './per-case.ts';
import { measureSubmission } from './submission.ts';

const measurements = [
  measurePerCase,
  measureSubmission,
  measureCompile,
  measureOvershoot,
  measureMemory,
  measureEventLoop,
];

function table(figures: readonly Figure[]): string {
  const rows = figures.map(({ name, goal, figure, holds, from }) => [name, goal, figure, holds ? 'yes' : 'NO', from]);
  const lines = [['what', 'goal', 'figure', 'holds', 'from'], ['---', '---', '---', '---', '---'], ...rows];
  return lines.map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}

function report(figures: readonly Figure[], docker: { ServerVersion: string; CgroupVersion?: string }): string {
  const [cpu] = cpus();
  return `# Results of \`npm run bench\`

The last run that was committed: ${new Date().toISOString().slice(0, 10)}, ${cpus().length} × ${cpu?.model.trim()}, Node ${process.versions.node},
Docker ${docker.ServerVersion}, cgroup v${docker.CgroupVersion ?? '1'}. Times are medians of one run, unless a row says otherwise; a
ratio compares what was measured by turns in this same run, since machines differ and are noisy.

${table(figures)}
`;
}

const bench = await openBench();
const figures: Figure[] = [];
try {
  for (const measure of measurements) {
    const found = await measure(bench);
    figures.push(...found);
    for (const { name, goal, figure, holds, from } of found) {
      console.log(`${holds ? 'holds' : 'FALLS SHORT'}  ${name}: ${figure} (goal ${goal}; ${from})`);
    }
  }
  await writeFile(join(import.meta.dirname, 'RESULTS.md'), report(figures, await bench.docker.info()));
} finally {
  await bench.close();
}
