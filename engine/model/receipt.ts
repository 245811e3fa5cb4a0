import Type, { type Static } from 'typebox';
import { Limits } from './limits.ts';

const Sha256 = (of: string) => Type.String({ description: `SHA-256 (hex) of ${of}` });

/** With what a score was made: whoever grades the same again must come to the same. */
export const Receipt = Type.Object({
  sourceSha256: Sha256('the source: names and contents of its files, in order of their names'),
  problem: Type.String(),
  problemVersion: Sha256('the package'),
  testDataSha256: Sha256("the package's data folder"),
  checkerSha256: Sha256("the package's output validator, or of the names and options of ours"),
  limits: Limits,
  runtime: Type.String(),
  runtimeVersion: Type.String(),
  image: Type.String({ description: 'of the sandbox: id of the image' }),
  engine: Type.String({ description: 'version of Assay' }),
  worker: Type.String({ description: 'host, process and start' }),
  gradedAt: Type.String({ description: 'ISO 8601' }),
});
export type Receipt = Static<typeof Receipt>;
