import {
  type SymbolType,
  symbol,
  symbolCircle,
  symbolCross,
  symbolDiamond,
  symbolSquare,
  symbolStar,
  symbolTriangle,
  symbolWye,
} from 'd3-shape';
import type { Verdict } from '../../../../engine/model/verdict.ts';

/** Of verdicts that are told by their shape: by colour alone not everybody could tell them. */
const shapes: Record<Verdict, SymbolType> = {
  AC: symbolCircle,
  PAC: symbolDiamond,
  WA: symbolCross,
  TLE: symbolTriangle,
  MLE: symbolSquare,
  OLE: symbolWye,
  RTE: symbolStar,
  CE: symbolCross,
  IE: symbolCross,
  SK: symbolCircle,
};

const area = 64;
const drawn = new Map(Object.entries(shapes).map(([verdict, shape]) => [verdict, symbol(shape, area)() ?? '']));

/** A point of a chart, around 0,0. */
export function Mark({ verdict }: { verdict: Verdict }) {
  return <path class={`mark ${verdict.toLowerCase()}`} d={drawn.get(verdict) ?? ''} />;
}
