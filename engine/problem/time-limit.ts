import type { Limits } from '../model/limits.ts';
import { invalid, type Place, quoted } from './invalid.ts';
import { timeLimitRange, withTimeLimit } from './limits.ts';
import { readText } from './text.ts';
import { type PackageDirectory, timeLimitFile } from './tree.ts';

const iniFile = 'domjudge-problem.ini';
const maxBytes = 64 * 1024;

/** Files that can decide about a legacy package, beside problem.yaml. */
export const legacyTimeFiles = [timeLimitFile, iniFile];

/** The limits with the time limit that a legacy package has in a file of its own: `.timelimit`, or DOMjudge's ini. */
export async function withLegacyTimeLimit(root: PackageDirectory, limits: Limits): Promise<Limits> {
  const timeLimitMs = (await inTimeLimitFile(root)) ?? (await inIni(root));
  return timeLimitMs === null ? limits : withTimeLimit({ ...limits, timeLimitMs });
}

async function inTimeLimitFile(root: PackageDirectory): Promise<number | null> {
  const file = root.files.get(timeLimitFile);
  return file ? inMs((await readText(file, maxBytes)).trim(), { file: file.path, line: 1 }) : null;
}

async function inIni(root: PackageDirectory): Promise<number | null> {
  const file = root.files.get(iniFile);
  if (file === undefined) return null;
  let timeLimitMs: number | null = null;
  for (const [index, text] of (await readText(file, maxBytes)).split(/\r?\n/).entries()) {
    const place = { file: file.path, line: index + 1 };
    const [, key, raw = ''] = /^\s*([a-z_-]+)\s*=\s*(.*?)\s*$/.exec(text) ?? [];
    const value = raw.replace(/^(['"])(.*)\1$/, '$2');
    if (key === 'timelimit') timeLimitMs = inMs(value, place);
    if ((key === 'special_run' || key === 'special_compare') && value !== '') {
      throw invalid(place, `${key} is not supported: that program is not in the package`);
    }
  }
  return timeLimitMs;
}

function inMs(text: string, place: Place): number {
  const seconds = /^\d+(\.\d+)?$/.test(text) ? Number(text) : Number.NaN;
  const { min, max } = timeLimitRange;
  if (seconds >= min && seconds <= max) return Math.round(seconds * 1000);
  throw invalid(place, `the time limit must be a number of seconds from ${min} to ${max}, got ${quoted(text)}`);
}
