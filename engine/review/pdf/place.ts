import type { Cohort } from '../../model/scorecard.ts';
import { ordinalOf } from './words.ts';

/** Among the finished ones at the same version, in words that hold for two as for thousands; one alone has no place. */
export function placeOf({ percentile, finished, lower, equal }: Omit<Cohort, 'histogram'>): {
  value: string;
  note: string;
} {
  if (percentile === null || lower === null) return { value: '–', note: `${finished} finished so far` };
  if (finished < 2) return { value: 'Only one', note: 'finished so far' };
  const others = finished === 2 ? '1 other' : `${finished - 1} others`;
  const same = equal ? `, equal to ${equal}` : '';
  return { value: ordinalOf(percentile), note: `percentile: above ${lower} of ${others}${same}` };
}
