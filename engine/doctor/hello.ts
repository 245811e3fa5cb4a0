import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { fileContent, readHead } from '../content.ts';
import { openProgram } from '../grade/program.ts';
import { defaultLimits, wallTimeLimitFor } from '../model/limits.ts';
import { limitsFor, type Runtime } from '../model/runtime.ts';
import type { Sandbox } from '../ports.ts';
import { broken, healthy, type Result } from './finding.ts';

const greeting = 'hello\n';

/** Compiles and runs the `hello.*` of a runtime's folder in a box, with the default limits. */
export async function lookAtHello(
  { sandbox, runtime, dir }: { sandbox: Sandbox; runtime: Runtime; dir: string },
  signal: AbortSignal,
): Promise<Result> {
  const name = (await readdir(dir)).find((file) => file.startsWith('hello.'));
  if (name === undefined) return broken(`there is no hello.* in ${dir}`, 'Restore the file.');
  const file = { name, content: fileContent(join(dir, name), (await stat(join(dir, name))).size) };
  const limits = { ...defaultLimits, wallTimeLimitMs: wallTimeLimitFor(defaultLimits.timeLimitMs) };
  const spec = { runtime, files: [file], main: name, limits: limitsFor(runtime, limits) };
  const cure = `The image or the sandbox is broken. Remove the image of ${runtime.id} and run: npm run setup`;

  await using program = await openProgram(sandbox, spec, signal);
  const { compile } = program;
  if (!compile.ok) return broken(`does not compile (${compile.reason}): ${compile.output}`, cure);
  const { facts, stdout, stderr } = await program.run({ args: [], stdin: null }, signal);
  await using output = stdout;
  const said = Buffer.from(await readHead(output, 1000)).toString();
  if (said !== greeting || facts.exitCode !== 0) {
    const ended = facts.signal ?? `exit ${facts.exitCode}`;
    return broken(
      `${ended}, said ${JSON.stringify(said)} ${Buffer.from(stderr).toString().slice(0, 500)}`.trim(),
      cure,
    );
  }
  const times = `compiled in ${Math.round(compile.wallTimeMs)} ms, ran in ${facts.wallTimeMs.toFixed(1)} ms`;
  return healthy(`${times} (CPU ${facts.cpuTimeMs.toFixed(1)} ms, ${Math.ceil(facts.memoryPeakKb / 1024)} MiB)`);
}
