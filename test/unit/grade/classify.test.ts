/** A run's facts against its limits: which verdict, and why. */
import { describe, expect, it } from 'vitest';
import { classify, classifyCompile } from '../../../engine/grade/classify.ts';
import type { KillCause, RunFacts, RunLimits } from '../../../engine/model/run.ts';

const limits: RunLimits = {
  cpuTimeMs: 1000,
  wallTimeMs: 3000,
  memoryLimitMb: 100,
  stdoutLimitBytes: 8192,
  stderrLimitBytes: 4096,
  processLimit: 64,
  fileSizeLimitKb: 1024,
};

const clean: RunFacts = {
  exitCode: 0,
  signal: null,
  killedBy: 'none',
  oomKills: 0,
  startError: null,
  cpuTimeMs: 10,
  wallTimeMs: 20,
  memoryPeakKb: 5000,
  stdoutBytes: 100,
  stderrBytes: 0,
  leftoverProcesses: 0,
  boxDied: false,
};

const killed = { exitCode: null, signal: 'SIGKILL' };
const died = { exitCode: null, signal: null, boxDied: true };
const nearlyFull = { memoryPeakKb: 96 * 1024 };
const overMemory = { memoryPeakKb: 100 * 1024 + 1 };

describe('a run that ended cleanly is for the checker', () => {
  it.each<[string, Partial<RunFacts>]>([
    ['plainly', {}],
    ['with all that it may use', { cpuTimeMs: 1000, wallTimeMs: 3000, memoryPeakKb: 100 * 1024, stdoutBytes: 8192 }],
    ['with processes left over, which are flagged elsewhere', { leftoverProcesses: 3 }],
    ['after exit(256), which is 0 to the kernel', { exitCode: 256 % 256 }],
    ['with something on standard error', { stderrBytes: 4096 }],
  ])('%s', (_, facts) => {
    expect(classify({ ...clean, ...facts }, limits)).toBeNull();
  });
});

describe('a run that did not', () => {
  it.each<[string, Partial<RunFacts>, string, string]>([
    // Each by itself
    ['exit status', { exitCode: 1 }, 'RTE', 'exit:1'],
    ['exit(137), which is no kill', { exitCode: 137 }, 'RTE', 'exit:137'],
    ['exit(139), which is no SIGSEGV', { exitCode: 139 }, 'RTE', 'exit:139'],
    ['exit(255)', { exitCode: 255 }, 'RTE', 'exit:255'],
    ['a signal', { exitCode: null, signal: 'SIGSEGV' }, 'RTE', 'signal:SIGSEGV'],
    ['SIGKILL that nobody here sent', killed, 'RTE', 'signal:SIGKILL'],
    ['a signal of the seccomp filter', { exitCode: null, signal: 'SIGSYS' }, 'RTE', 'signal:SIGSYS'],
    ['not started', { exitCode: null, startError: 'ENOENT' }, 'RTE', 'start:ENOENT'],
    ['killed for CPU time', { ...killed, killedBy: 'cpu', cpuTimeMs: 1004 }, 'TLE', 'cpu'],
    ['killed for wall time', { ...killed, killedBy: 'wall', wallTimeMs: 3004 }, 'TLE', 'wall'],
    ['ended by itself over its CPU time', { cpuTimeMs: 1001 }, 'TLE', 'cpu'],
    ['ended by itself over its wall time', { wallTimeMs: 3001 }, 'TLE', 'wall'],
    ["the kernel's own CPU limit", { exitCode: null, signal: 'SIGXCPU', cpuTimeMs: 990 }, 'TLE', 'cpu'],
    ['killed for memory', { ...killed, killedBy: 'memory' }, 'MLE', 'memory'],
    ['killed by the kernel for memory', { ...killed, oomKills: 1 }, 'MLE', 'memory'],
    ['a child killed by the kernel for memory, though all looks well', { oomKills: 1 }, 'MLE', 'memory'],
    ['more memory than allowed, though all looks well', overMemory, 'MLE', 'memory'],
    ['failed with nearly all memory in use', { exitCode: 1, ...nearlyFull }, 'MLE', 'memory'],
    ['aborted with nearly all memory in use', { exitCode: null, signal: 'SIGABRT', ...nearlyFull }, 'MLE', 'memory'],
    ['failed with less', { exitCode: 1, memoryPeakKb: 94 * 1024 }, 'RTE', 'exit:1'],
    ['killed for standard output', { ...killed, killedBy: 'stdout', stdoutBytes: 9000 }, 'OLE', 'stdout'],
    ['killed for standard error', { ...killed, killedBy: 'stderr', stderrBytes: 5000 }, 'OLE', 'stderr'],
    ['more output than is kept, ended before the kill', { stdoutBytes: 8193 }, 'OLE', 'stdout'],
    ['more on standard error, ended before the kill', { stderrBytes: 4097 }, 'OLE', 'stderr'],
    ['a file too large', { exitCode: null, signal: 'SIGXFSZ' }, 'OLE', 'file'],
    // Several at once: the gravest
    ['output before memory', { ...killed, killedBy: 'stdout', oomKills: 1 }, 'OLE', 'stdout'],
    ['output before time', { ...killed, killedBy: 'stdout', cpuTimeMs: 2000 }, 'OLE', 'stdout'],
    ['output before time, whoever killed', { ...killed, killedBy: 'cpu', stdoutBytes: 9000 }, 'OLE', 'stdout'],
    ['memory before time', { ...killed, killedBy: 'cpu', oomKills: 1 }, 'MLE', 'memory'],
    ['memory before time, killed for memory', { ...killed, killedBy: 'memory', cpuTimeMs: 2000 }, 'MLE', 'memory'],
    ['time before exit status', { exitCode: 1, cpuTimeMs: 1500 }, 'TLE', 'cpu'],
    ['time before signal', { exitCode: null, signal: 'SIGTERM', killedBy: 'wall' }, 'TLE', 'wall'],
    ['a kill for time though it exited just then', { exitCode: 0, killedBy: 'cpu' }, 'TLE', 'cpu'],
    ['the recorded cause before the inferred one', { ...killed, killedBy: 'wall', cpuTimeMs: 2000 }, 'TLE', 'wall'],
    ['a kill for time with nearly all memory in use', { ...killed, killedBy: 'cpu', ...nearlyFull }, 'TLE', 'cpu'],
    // The box
    ['the box died by itself', died, 'IE', 'the box died'],
    ['the box died, and more', { ...died, killedBy: 'cpu', cpuTimeMs: 2000 }, 'IE', 'the box died'],
    ['the box died of memory', { ...died, oomKills: 1 }, 'MLE', 'memory'],
    // What the supervisor never says
    ['a run without an end', { exitCode: null }, 'IE', 'a run without an end'],
    ['an unknown cause, with exit status 0', { killedBy: 'nap' as KillCause }, 'IE', 'unknown cause of a kill: "nap"'],
  ])('%s', (_, facts, verdict, reason) => {
    expect(classify({ ...clean, ...facts }, limits)).toEqual({ verdict, reason });
  });
});

describe('compiling', () => {
  it.each<[string, Partial<RunFacts>, string | null]>([
    ['succeeds', { cpuTimeMs: 20_000, memoryPeakKb: 900_000, stderrBytes: 100_000 }, null],
    ['fails', { exitCode: 1 }, 'error'],
    ['crashes', { exitCode: null, signal: 'SIGSEGV' }, 'error'],
    ['has errors without end', { ...killed, killedBy: 'stderr' }, 'error'],
    ['makes too large a file', { exitCode: null, signal: 'SIGXFSZ' }, 'error'],
    ['takes too much CPU time', { ...killed, killedBy: 'cpu' }, 'time'],
    ['takes too long', { ...killed, killedBy: 'wall' }, 'time'],
    ["meets the kernel's CPU limit", { exitCode: null, signal: 'SIGXCPU' }, 'time'],
    ['takes too much memory', { ...killed, killedBy: 'memory' }, 'memory'],
    ['is killed by the kernel for memory', { ...killed, oomKills: 1 }, 'memory'],
    ['has a child killed by the kernel, and says error', { exitCode: 1, oomKills: 1 }, 'memory'],
    ['kills its box by memory', { ...died, oomKills: 2 }, 'memory'],
  ])('%s', (_, facts, reason) => {
    expect(classifyCompile({ ...clean, ...facts })).toBe(reason);
  });

  it.each<[string, Partial<RunFacts>]>([
    ['has no compiler', { exitCode: null, startError: 'ENOENT' }],
    ['loses its box', died],
    ['ends in no known way', { killedBy: 'nap' as KillCause }],
  ])('is our fault when it %s', (_, facts) => {
    expect(() => classifyCompile({ ...clean, ...facts })).toThrow(expect.objectContaining({ code: 'SANDBOX_FAULT' }));
  });
});
