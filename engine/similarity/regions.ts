import type { Region as DolosRegion, Fragment, Pair } from '@dodona/dolos-core';
import type { Region, SimilarPair } from '../model/similarity.ts';
import type { Entry } from './index.ts';

/** Matches of fewer fingerprints are not shown: everybody's code has them. */
const fewestInFragment = 3;
const mostRegions = 100;

/** What matches what, in the order of the left side: the longest matches, each place once. */
export function regionsOf(pair: Pair, left: Entry, right: Entry): SimilarPair['regions'] {
  const chosen: Fragment[] = [];
  const longestFirst = pair.buildFragments(fewestInFragment).sort((a, b) => b.pairs.length - a.pairs.length);
  for (const fragment of longestFirst) {
    if (chosen.length === mostRegions) break;
    if (!chosen.some((other) => overlaps(fragment, other))) chosen.push(fragment);
  }
  return chosen
    .sort((a, b) => a.leftkgrams.from - b.leftkgrams.from)
    .map(({ leftSelection, rightSelection }) => ({
      left: regionIn(left, leftSelection),
      right: regionIn(right, rightSelection),
    }));
}

function overlaps(one: Fragment, other: Fragment): boolean {
  const meet = (a: Fragment['leftkgrams'], b: Fragment['leftkgrams']) => a.from < b.to && b.from < a.to;
  return meet(one.leftkgrams, other.leftkgrams) || meet(one.rightkgrams, other.rightkgrams);
}

/** Rows of all files below each other become lines of one file. */
function regionIn({ files }: Entry, { startRow, startCol, endRow, endCol }: DolosRegion): Region {
  const file = files.findLast(({ firstRow }) => firstRow <= startRow);
  if (file === undefined) throw new Error(`No file of the submission has row ${startRow}`);
  const lines = file.content.split('\n');
  const end = withoutBlankEnd(lines, { row: endRow - file.firstRow, column: endCol });
  return {
    file: file.name,
    fromLine: startRow - file.firstRow + 1,
    fromColumn: startCol,
    toLine: end.row + 1,
    toColumn: end.column,
  };
}

/** It may end where the next node begins: before that is only layout. */
function withoutBlankEnd(lines: readonly string[], { row, column }: { row: number; column: number }) {
  while (row > 0) {
    const text = (lines[row] ?? '').slice(0, column).trimEnd();
    if (text !== '') return { row, column: text.length };
    row -= 1;
    column = Number.POSITIVE_INFINITY;
  }
  return { row, column: (lines[row] ?? '').slice(0, column).trimEnd().length };
}
