/** What a process that grades holds at most, with 10 and with 1,000 cases: each in a process of its own. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { openBench } from './bench.ts';
import { atMost, type Figure } from './figure.ts';
import { openServer } from './server.ts';

const few = 10;
const many = 1000;

export async function measureMemory(): Promise<Figure[]> {
  const [small, large] = [await peakMb(few), await peakMb(many)];
  const from = `${few} cases ${small.toFixed(0)} MB, ${many} cases ${large.toFixed(0)} MB`;
  return [atMost(`memory of the engine, ${many} cases / ${few} cases`, 1.25, large / small, '', from)];
}

async function peakMb(cases: number): Promise<number> {
  const child = spawn(process.execPath, [import.meta.filename, String(cases)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let output = '';
  child.stdout.on('data', (chunk) => {
    output += chunk;
  });
  const [code] = await once(child, 'close');
  if (code !== 0) throw new Error(`measuring memory with ${cases} cases failed`);
  return Number(output) / 1024;
}

/** As a process of its own: grades as many cases, and prints the most memory that it held meanwhile, in KiB. */
async function main(cases: number): Promise<void> {
  const bench = await openBench();
  const source = await bench.program('go');
  await bench.close();
  await using server = await openServer({ cases });
  // The first one brings in code and buffers that stay.
  await server.submit('go', source);
  let most = 0;
  const sampling = setInterval(() => {
    most = Math.max(most, process.memoryUsage.rss());
  }, 10);
  await server.submit('go', source);
  clearInterval(sampling);
  console.log(most / 1024);
}

if (process.argv[1] === import.meta.filename) await main(Number(process.argv[2]));
