import type { SimilarPair } from '../model/similarity.ts';
import type { SourceFile } from '../model/submission.ts';
import { comparable, type FoundPair, similarPairs } from './compare.ts';
import { type CodeIndex, createCodeIndex } from './index.ts';
import type { Tokenize } from './languages.ts';

/** A submission of an attempt, to be compared with the others of its runtime. */
export interface Item {
  attemptId: string;
  submissionId: string;
  runtime: string;
  files: SourceFile[];
}

export type ComparedPair = Omit<SimilarPair, 'id' | 'rev' | 'reportId'>;

export interface Counts {
  compared: number;
  tooShort: number;
  unread: number;
}

/** One comparison, in steps that are short enough for those who wait: first `add`, then `compare`, then `next`. */
export interface Comparison {
  add(items: readonly Item[]): void;
  /** `starters` by runtime: what is in them counts for nobody. */
  compare(starters: Readonly<Record<string, readonly SourceFile[]>>): Counts;
  /** The next pairs, `most` at most; none when there are no more. */
  next(most: number): ComparedPair[];
}

/** Of each runtime, however many there are. */
const mostPairs = 1000;

export function createComparison(tokenize: Tokenize): Comparison {
  const runtimes = new Map<string, { index: CodeIndex; items: Item[] }>();
  let unread = 0;
  let pairs: Iterator<ComparedPair> = [].values();

  return {
    add(items) {
      for (const item of items) {
        const { index, items: known } = runtimes.get(item.runtime) ?? { index: createCodeIndex(tokenize), items: [] };
        runtimes.set(item.runtime, { index, items: known });
        // By name, so that the order in which they were sent makes no difference.
        const files = item.files.toSorted((a, b) => (a.name < b.name ? -1 : 1));
        if (index.add(files) === null) unread += 1;
        else known.push({ ...item, files: [] });
      }
    },
    compare(starters) {
      let compared = 0;
      let added = 0;
      const found = [...runtimes].map(([runtime, { index, items }]) => {
        const starter = starters[runtime];
        if (starter) index.ignore(starter);
        const codes = comparable(index);
        compared += codes.length;
        added += items.length;
        return named(similarPairs(index, codes, { most: mostPairs }), items);
      });
      pairs = allOf(found);
      return { compared, tooShort: added - compared, unread };
    },
    next(most) {
      const some: ComparedPair[] = [];
      while (some.length < most) {
        const { value, done } = pairs.next();
        if (done) break;
        some.push(value);
      }
      return some;
    },
  };
}

function* named(pairs: Iterable<FoundPair>, items: readonly Item[]): Generator<ComparedPair> {
  for (const { left, right, ...pair } of pairs) {
    const [one, other] = [items[left], items[right]];
    if (one === undefined || other === undefined) throw new Error(`No submission ${left} or ${right}`);
    yield { ...pair, runtime: one.runtime, left: sideOf(one), right: sideOf(other) };
  }
}

function sideOf({ attemptId, submissionId }: Item): { attemptId: string; submissionId: string } {
  return { attemptId, submissionId };
}

function* allOf<T>(lists: readonly Iterable<T>[]): Generator<T> {
  for (const list of lists) yield* list;
}
