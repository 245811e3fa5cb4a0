import { createHash } from 'node:crypto';
import type { Problem } from '../model/problem.ts';
import type { Receipt } from '../model/receipt.ts';
import { limitsFor, type Runtime } from '../model/runtime.ts';
import type { SourceFile } from '../model/submission.ts';

/** What a receipt says of those who graded. */
export interface Maker {
  image: string;
  engine: string;
  worker: string;
}

export function receiptFor(
  {
    problem,
    runtime,
    files,
    gradedAt,
  }: { problem: Problem; runtime: Runtime; files: readonly SourceFile[]; gradedAt: Date },
  maker: Maker,
): Receipt {
  return {
    sourceSha256: sourceDigest(files),
    problem: problem.slug,
    problemVersion: problem.version,
    testDataSha256: problem.digests.testData,
    checkerSha256: problem.digests.checker,
    limits: limitsFor(runtime, problem.limits),
    runtime: runtime.id,
    runtimeVersion: runtime.version,
    ...maker,
    gradedAt: gradedAt.toISOString(),
  };
}

/** SHA-256 (hex) over name, size in bytes and content of each file, in order of the names. */
function sourceDigest(files: readonly SourceFile[]): string {
  const hash = createHash('sha256');
  for (const { name, content } of files.toSorted((a, b) => (a.name < b.name ? -1 : 1))) {
    hash.update(`${name}\0${Buffer.byteLength(content)}\0${content}`);
  }
  return hash.digest('hex');
}
