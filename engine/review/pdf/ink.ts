import type { Decision } from '../../model/attempt.ts';
import type { Verdict } from '../../model/verdict.ts';

/** Colours of the page. */
export const ink = {
  text: '#1c2430',
  muted: '#667085',
  line: '#d9dee6',
  fill: '#f3f5f8',
  good: '#1a7f4b',
  fair: '#b7791f',
  bad: '#b42318',
  accent: '#2f5fd0',
} as const;

export function verdictInk(verdict: Verdict | null): string {
  switch (verdict) {
    case 'AC':
      return ink.good;
    case 'PAC':
      return ink.fair;
    case 'WA':
    case 'TLE':
    case 'MLE':
    case 'OLE':
    case 'RTE':
    case 'CE':
      return ink.bad;
    case 'IE':
    case 'SK':
    case null:
      return ink.muted;
    default:
      return verdict satisfies never;
  }
}

export const decisionInk: Record<Decision, string> = { advance: ink.good, reject: ink.bad, hold: ink.fair };

export const decisionTitle: Record<Decision, string> = { advance: 'Advance', reject: 'Reject', hold: 'Hold' };
