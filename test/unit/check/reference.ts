/** The three checkers over whole strings of single-byte characters, written down as plainly as their definitions are. */
import type { TokensOptions } from '../../../engine/model/problem.ts';

export function sameLines(answer: string, output: string): boolean {
  const normal = (text: string) =>
    text
      .split('\n')
      .map((line) => line.replace(/[ \f\r\t\v]+$/, ''))
      .join('\n')
      .replace(/\n+$/, '');
  return normal(answer) === normal(output);
}

export function sameTokens(answer: string, output: string, options: TokensOptions): boolean {
  const space = /[ \f\n\r\t\v]+/;
  const token = /[^ \f\n\r\t\v]+/;
  const gaps = (text: string) => JSON.stringify(text.split(token));
  if (options.space_change_sensitive && gaps(answer) !== gaps(output)) return false;
  const tokens = (text: string) => text.split(space).filter((word) => word !== '');
  const expected = tokens(answer);
  const got = tokens(output);
  return expected.length === got.length && expected.every((word, i) => sameToken(word, got[i] as string, options));
}

function sameToken(answer: string, output: string, options: TokensOptions): boolean {
  const { float_absolute_tolerance: absolute, float_relative_tolerance: relative } = options;
  const a = parse(answer);
  if ((absolute !== null || relative !== null) && a !== null) {
    const s = parse(output);
    if (s === null) return false;
    const error = Math.abs(s - a);
    return (absolute !== null && error <= absolute) || (relative !== null && error <= relative * Math.abs(a));
  }
  const fold = (text: string) => (options.case_sensitive ? text : text.replace(/[A-Z]/g, (c) => c.toLowerCase()));
  return fold(answer) === fold(output);
}

/** The grammar as the specification spells it. */
function parse(token: string): number | null {
  if (!/^[+-]?([0-9]*\.[0-9]+|[0-9]+\.|[0-9]+)([Ee][+-]?[0-9]+)?$/.test(token)) return null;
  const value = Number(token);
  return Number.isFinite(value) ? value : null;
}
