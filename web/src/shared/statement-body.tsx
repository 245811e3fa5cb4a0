import type { ComponentChild } from 'preact';
import { Markdown } from './markdown.tsx';
import { piecesOf } from './sample-places.ts';

/** A statement with its samples, which stand where the statement has a place for them, else behind it. */
export function StatementBody({ html, samples }: { html: string; samples: readonly ComponentChild[] }) {
  return (
    <>
      {piecesOf(html, samples.length).map((piece, at) =>
        'html' in piece ? <Markdown key={at} html={piece.html} /> : piece.samples.map((index) => samples[index]),
      )}
    </>
  );
}
