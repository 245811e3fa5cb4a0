import type { ComponentChildren } from 'preact';
import { mayWrite } from '../desk.ts';

/** Fields that are shown to everybody, and open to who may change them. */
export function Fields({ children }: { children: ComponentChildren }) {
  return (
    <fieldset class="bare stack" disabled={!mayWrite()}>
      {children}
    </fieldset>
  );
}
