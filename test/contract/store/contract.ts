import { describe } from 'vitest';
import type { Store } from '../../../engine/ports.ts';
import { documents } from './documents.ts';
import { finding } from './finding.ts';
import { life } from './life.ts';
import { races } from './races.ts';
import { sorting } from './sorting.ts';

/** Somewhere to keep data, empty at first. */
export interface Place {
  /** Opens a store on what is there; may be called several times. */
  open(): Promise<Store>;
  remove(): Promise<void>;
}

export type MakePlace = () => Promise<Place>;

/** What every store promises, whatever it is made of. */
export function storeContract(makePlace: MakePlace): void {
  describe('documents', () => documents(makePlace));
  describe('find', () => finding(makePlace));
  describe('sorting, ranges and parts of text', () => sorting(makePlace));
  describe('races', () => races(makePlace));
  describe('life', () => life(makePlace));
}
