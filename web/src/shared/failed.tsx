import { Button } from './button.tsx';
import type { Failure } from './failure.ts';
import { Notice } from './notice.tsx';

/** Where else to go. */
export interface Elsewhere {
  href: string;
  text: string;
  /** Of a page that has none before it is loaded. */
  heading?: string;
}

/** Says what happened, and what can be done: to try again only where that may help. */
export function Failed({ of: { words, why }, again, list }: { of: Failure; again(): unknown; list?: Elsewhere }) {
  // Who may not see the one may not see the list.
  const to = why === 'forbidden' ? { href: '/', text: 'To the beginning' } : list;
  return (
    <Notice kind="error">
      <p>{words}</p>
      {why === 'passing' && <Button onPress={again}>Try again</Button>}
      {why !== 'passing' && list && to && (
        <a class="button" href={to.href}>
          {to.text}
        </a>
      )}
    </Notice>
  );
}
