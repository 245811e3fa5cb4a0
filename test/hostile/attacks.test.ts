import { readdirSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { CaseRecord } from '../../engine/grade/case.ts';
import type { CaseResult } from '../../engine/model/submission.ts';
import { type Attack, readAttacks } from './attack.ts';
import { openRange, type Range, timeLimitMs, wallTimeLimitMs } from './range.ts';

const attacks = await readAttacks();

/** How it ended and what it printed, for whoever reads why a test failed. */
function story({ verdict, reason, ...facts }: CaseResult, { output, stderr, message }: CaseRecord): string {
  const text = ({ base64 }: { base64: string }) => Buffer.from(base64, 'base64').toString();
  return `${verdict} ${reason}\n${text(output)}\n${text(stderr)}\n${message}\n${JSON.stringify(facts)}`;
}

describe('attacks, each followed by a look at its box and by an honest run in it', () => {
  const openFiles = () => readdirSync('/proc/self/fd').length;
  const before = openFiles();
  let range: Range;

  beforeAll(async () => {
    range = await openRange();
    for (const id of new Set(attacks.map(({ runtimeId }) => runtimeId))) await range.honestCpuMs(id);
  });
  afterAll(() => range.close());

  async function attackWith(it: Attack) {
    const { runtimeId, source, memoryLimitMb } = it;
    const graded = await range.grade({ runtimeId, attack: source, cases: await range.cases(it), memoryLimitMb });
    const [attack, probe, honest] = graded.cases.map((result, index) => {
      const record = graded.records[index];
      if (!record) throw new Error(`no record of ${result.name}`);
      return { ...result, story: story(result, record) };
    });
    if (!attack || !probe || !honest) throw new Error('an attack has three cases');
    return { attack, probe, honest, elapsedMs: graded.elapsedMs[0], boxes: graded.boxes };
  }

  it.each(attacks)('$name', async (it) => {
    const { attack, probe, honest, elapsedMs, boxes } = await attackWith(it);
    const verdict = `${attack.verdict} ${attack.reason ?? ''}`;
    const asExpected = it.expected.some((ending) => verdict.startsWith(ending));
    expect(asExpected, `not ${it.expected.join(' or ')}, but ${attack.story}`).toBe(true);
    if (it.leftover) expect(attack.leftoverProcesses, 'processes left behind').toBeGreaterThan(0);
    // On a busy machine the supervisor is late as well; at four times the wall time limit it ends in any case.
    if (verdict === 'TLE cpu') expect(attack.cpuTimeMs, 'CPU time at the kill').toBeLessThan(2 * timeLimitMs);
    if (verdict === 'TLE wall') expect(elapsedMs, 'time until it was over').toBeLessThan(5 * wallTimeLimitMs);

    expect(probe.verdict, `the box is not as it was: ${probe.story}`).toBe('AC');
    expect(honest.verdict, honest.story).toBe('AC');
    // Somebody who still computed in the box would add as much again.
    const mostMs = (usualMs: number) => 1.2 * usualMs + 80;
    const isSlow = honest.cpuTimeMs >= mostMs(await range.honestCpuMs(it.runtimeId));
    // Then the machine is, or the box: a box of its own tells.
    if (isSlow) {
      const nowMs = await range.honestCpuMsNow(it.runtimeId);
      expect(honest.cpuTimeMs, 'CPU time of the honest run').toBeLessThan(mostMs(nowMs));
    }
    if (!it.mayReplaceBox) expect(boxes, 'boxes used').toBe(1);
  });

  it('leave no container and no open file behind', async () => {
    expect(await range.close()).toBe(0);
    // Docker's client keeps some connections; a leak would be one file or more for each of the boxes.
    expect(openFiles()).toBeLessThan(before + 20);
  });
});
