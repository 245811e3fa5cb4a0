import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { JobPackages } from '../../../engine/authoring/work.ts';
import { bytesContent } from '../../../engine/content.ts';
import type { Grader } from '../../../engine/grade/grade.ts';
import type { PackageFile, ProblemVersion } from '../../../engine/model/package.ts';
import type { CaseResult, GradeResult } from '../../../engine/model/submission.ts';
import type { Verdict } from '../../../engine/model/verdict.ts';
import type { Store } from '../../../engine/ports.ts';
import { excerpt } from '../../support/grader.ts';

/** Packages whose solutions say themselves what becomes of them, and a grader that believes them. */

/** Two accepted solutions, one that is caught by the second secret case. */
export const goodPackage: Record<string, string> = {
  'problem.yaml': 'problem_format_version: 2025-09\nname: Twice\nlanguages: [python3]\n',
  'statement/problem.en.md': 'Double the number.\n',
  'data/sample/1.in': '1\n',
  'data/sample/1.ans': '2\n',
  'data/secret/1.in': '2\n',
  'data/secret/1.ans': '4\n',
  'data/secret/2.in': '3\n',
  'data/secret/2.ans': '6\n',
  'submissions/accepted/a.py': '# AC AC AC',
  'submissions/wrong_answer/b.py': '# AC AC WA',
};

const verdicts = 'AC|WA|TLE|RTE|IE';

/**
 * The n-th case gets the n-th word of the source, behind `#`. A case takes 10 ms, 20 ms, … of CPU time. `before` is
 * awaited before each case, so that a test can hold or break the work there.
 */
export function scriptedGrader(
  before: (file: string, index: number) => Promise<void> | void = () => {},
  firstMs = () => 10,
): Grader {
  return {
    async grade({ problem, files, main, signal, onState, onCompiled, onCase, onRun, onOutput, runtime }) {
      onCompiled?.(compile);
      await onState('running');
      const words = files[0]?.content.match(new RegExp(`\\b(${verdicts})\\b`, 'g')) ?? [];
      const groups: GradeResult['groups'] = [];
      let index = 0;
      for (const { name: group, sample, maxScore, cases } of problem.groups) {
        const results: CaseResult[] = [];
        for (const { name } of cases) {
          await before(`${runtime.id}:${main}`, index);
          signal.throwIfAborted();
          const verdict = (words[index] ?? 'AC') as Verdict;
          const figures = {
            cpuTimeMs: firstMs() * (index + 1),
            wallTimeMs: 15,
            memoryPeakKb: 9000,
            leftoverProcesses: 0,
          };
          const result: CaseResult = { name, verdict, reason: null, score: null, ...figures };
          if (verdict === 'AC' || verdict === 'WA') await onOutput?.(name, bytesContent(Buffer.from(outputOf(name))));
          const bytes = { input: excerpt, answer: excerpt, output: excerpt, stderr: excerpt };
          await onRun?.({ caseName: name, sample, ...bytes, message: null }, index);
          await onCase({ index, group, result });
          results.push(result);
          index += 1;
        }
        groups.push({ name: group, verdict: worst(results), score: 0, maxScore, cases: results });
      }
      const verdict = worst(groups.flatMap(({ cases }) => cases));
      return { verdict, reason: null, score: verdict === 'AC' ? 1 : 0, maxScore: 1, compile, groups };
    },
  };
}

/** What every program prints on a case. */
export const outputOf = (caseName: string) => `printed on ${caseName}\n`;

const compile = { ok: true, reason: null, output: '', cpuTimeMs: 20, wallTimeMs: 25 };

function worst(cases: readonly CaseResult[]): Verdict {
  return cases.find(({ verdict }) => verdict !== 'AC')?.verdict ?? 'AC';
}

export interface FakePackages extends JobPackages {
  /** The files of a package, as a working copy names them. */
  files(content: Record<string, string>): PackageFile[];
  /** Folders that are on the disk now. */
  open: Set<string>;
  published: Pick<ProblemVersion, 'slug' | 'number' | 'jobId'>[];
}

/** Stands in for the storage of packages: a chunk's id is its text. Versions are in the store, as in the real one. */
export function fakePackages(store: Pick<Store, 'problemVersions'>): FakePackages {
  const open = new Set<string>();
  const published: FakePackages['published'] = [];
  return {
    open,
    published,
    files: (content) =>
      Object.entries(content).map(([path, text]) => ({
        ...{ path, sizeBytes: text.length, sha256: '', chunks: [text], executable: false },
      })),
    async putFile(path, content) {
      const bytes = content instanceof Uint8Array ? [content] : await Array.fromAsync(content);
      const text = Buffer.concat(bytes).toString();
      return { path, sizeBytes: text.length, sha256: '', chunks: [text], executable: false };
    },
    async checkout(files) {
      const dir = await mkdtemp(join(tmpdir(), 'assay-checkout-'));
      open.add(dir);
      for (const { path, chunks } of files) {
        await mkdir(dirname(join(dir, path)), { recursive: true });
        await writeFile(join(dir, path), chunks.join(''));
      }
      return {
        dir,
        async [Symbol.asyncDispose]() {
          open.delete(dir);
          await rm(dir, { recursive: true });
        },
      };
    },
    async publish({ slug, files, jobId, note, publishedBy, report }) {
      const { items } = await store.problemVersions.find({ where: { slug }, limit: 100 });
      const own = items.find((one) => one.jobId === jobId);
      if (own) return own;
      const number = items.length + 1;
      const version: ProblemVersion = {
        ...{ id: `${slug}@${number}`, rev: 1, slug, version: `v${number}`, number, files: [...files], note, report },
        ...{ publishedAt: '2026-01-01T00:00:00.000Z', publishedBy, jobId },
      };
      await store.problemVersions.insert(version);
      published.push({ slug, number, jobId });
      return version;
    },
  };
}
