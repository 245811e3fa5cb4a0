import { AppError } from '../errors.ts';

const maxExpansions = 1000;

/**
 * Whether the pattern of a package (as in submissions.yaml) matches a path or a folder above it: `*` stands for any
 * characters but `/`, `{a,b}` for either; nothing else is special. The time is bounded by pattern × path, whatever a
 * hostile package writes. Throws AppError INVALID_PACKAGE on a pattern with more than 1,000 expansions.
 */
export function matchesPath(pattern: string, path: string): boolean {
  const patterns = expandBraces(pattern);
  return withParents(path).some((name) => patterns.some((each) => matchesGlob(each, name)));
}

/** As `matchesPath`, but a folder above the path does not count. */
export function matchesExactly(pattern: string, path: string): boolean {
  return expandBraces(pattern).some((each) => matchesGlob(each, path));
}

function withParents(path: string): string[] {
  const parts = path.split('/');
  return parts.map((_, index) => parts.slice(0, index + 1).join('/'));
}

/** `a{b,c{d,e}}` gives `ab`, `acd`, `ace`. A brace without its partner is a plain character. */
function expandBraces(pattern: string): string[] {
  const done: string[] = [];
  const open = [pattern];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const braces = innermostBraces(next);
    if (braces === null) done.push(next);
    else open.push(...braces.choices.map((choice) => braces.before + choice + braces.after));
    if (done.length + open.length > maxExpansions) {
      throw new AppError('INVALID_PACKAGE', `The pattern "${pattern.slice(0, 100)}" stands for too many names.`);
    }
  }
  return done.reverse();
}

function innermostBraces(pattern: string): { before: string; choices: string[]; after: string } | null {
  const end = pattern.indexOf('}', pattern.indexOf('{'));
  const start = end === -1 ? -1 : pattern.lastIndexOf('{', end);
  if (start === -1) return null;
  return {
    before: pattern.slice(0, start),
    choices: pattern.slice(start + 1, end).split(','),
    after: pattern.slice(end + 1),
  };
}

/** Greedy with one step back to the last star: no star before it needs to be tried again. */
function matchesGlob(pattern: string, name: string): boolean {
  let p = 0;
  let n = 0;
  let star = -1;
  let starName = 0;
  while (n < name.length) {
    if (pattern[p] === '*') {
      star = p++;
      starName = n;
    } else if (p < pattern.length && pattern[p] === name[n]) {
      p++;
      n++;
    } else if (star !== -1 && name[starName] !== '/') {
      p = star + 1;
      n = ++starName;
    } else {
      return false;
    }
  }
  while (pattern[p] === '*') p++;
  return p === pattern.length;
}
