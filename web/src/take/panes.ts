import { effect, signal } from '@preact/signals';

/** How the desk is divided on a wide screen, and what is folded away: remembered by this browser. */

export type PaneName = 'statement' | 'result';

export interface Pane {
  /** Of the desk's width or height, in percent. */
  share: number;
  folded: boolean;
}

export const bounds = {
  statement: { least: 20, usual: 40, most: 65 },
  result: { least: 12, usual: 32, most: 75 },
} as const;
const key = 'assay-panes';

export const panes = signal<Readonly<Record<PaneName, Pane>>>(kept());

effect(() => {
  const text = JSON.stringify(panes.value);
  try {
    localStorage.setItem(key, text);
  } catch {
    // It is a convenience only.
  }
});

export function change(name: PaneName, patch: Partial<Pane>): void {
  const { least, most } = bounds[name];
  const pane = { ...panes.peek()[name], ...patch };
  panes.value = { ...panes.peek(), [name]: { ...pane, share: Math.min(most, Math.max(least, pane.share)) } };
}

/** By a click alone: from the usual to the most, to the least, and to the usual again. */
export function nextShare(name: PaneName, share: number): number {
  const { least, usual, most } = bounds[name];
  if (share < usual) return usual;
  return share < most ? most : least;
}

export const fold = (name: PaneName, folded: boolean) => change(name, { folded });

/** What brings a pane back. */
const wayBack = { statement: '.unfold', result: '.result-pane .fold' } as const;

/** The focus was on what is gone now. */
export function focusOn(selector: string): void {
  setTimeout(() => document.querySelector<HTMLElement>(selector)?.focus());
}

export function foldAway(name: PaneName): void {
  fold(name, true);
  focusOn(wayBack[name]);
}

function kept(): Record<PaneName, Pane> {
  let found: Partial<Record<PaneName, Partial<Pane>>> = {};
  try {
    found = JSON.parse(localStorage.getItem(key) ?? '{}') ?? {};
  } catch {
    // Then it begins as usual.
  }
  const paneOf = (name: PaneName): Pane => {
    const { least, usual, most } = bounds[name];
    const share = Number(found[name]?.share);
    return { share: share >= least && share <= most ? share : usual, folded: found[name]?.folded === true };
  };
  return { statement: paneOf('statement'), result: paneOf('result') };
}
