/** Some of a statement's HTML, or the samples that stand in this place, by their index. */
export type Piece = { html: string } | { samples: number[] };

const place = /<!--(nextsample|remainingsamples)-->/;

/** A statement with its samples: those that it has no place for come last. See engine/markdown/samples.ts. */
export function piecesOf(html: string, sampleCount: number): Piece[] {
  const pieces: Piece[] = [];
  let next = 0;
  const upTo = (end: number) => {
    const samples = Array.from({ length: Math.max(0, end - next) }, (_, index) => next + index);
    next += samples.length;
    if (samples.length > 0) pieces.push({ samples });
  };
  for (const part of html.split(place)) {
    if (part === 'nextsample') upTo(Math.min(next + 1, sampleCount));
    else if (part === 'remainingsamples') upTo(sampleCount);
    else if (part.trim() !== '') pieces.push({ html: part });
  }
  upTo(sampleCount);
  return pieces;
}
