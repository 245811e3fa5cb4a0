import { expect, test } from 'vitest';
import { renderStatement } from '../../../engine/markdown/render.ts';
import { piecesOf } from '../../../web/src/shared/sample-places.ts';

/** Where a statement has its samples. */

const pieces = (statement: string, count: number) =>
  piecesOf(renderStatement({ statement, pictures: {} }), count).map((piece) =>
    'html' in piece ? piece.html.trim() : piece.samples,
  );

test('samples stand where the statement has a place, and the others follow', () => {
  expect(pieces('One\n\n{{nextsample}}\n\nTwo\n', 3)).toEqual(['<p>One</p>', [0], '<p>Two</p>', [1, 2]]);
  expect(pieces('{{nextsample}}\n\n{{remainingsamples}}\n\nEnd\n', 3)).toEqual([[0], [1, 2], '<p>End</p>']);
  expect(pieces('No place', 2)).toEqual(['<p>No place</p>', [0, 1]]);
});

test('places without a sample are nothing, and within text they are text', () => {
  expect(pieces('A\n\n{{nextsample}}\n\n{{nextsample}}\n\nB', 1).flat()).toEqual(['<p>A</p>', 0, '<p>B</p>']);
  expect(pieces('{{remainingsamples}}', 0)).toEqual([]);
  expect(pieces('say {{nextsample}}', 1)).toEqual(['<p>say {{nextsample}}</p>', [0]]);
  expect(pieces('<!--nextsample-->', 1)).toEqual([[0]]);
});
