import { useSignal } from '@preact/signals';
import { useLayoutEffect, useRef } from 'preact/hooks';
import type { AttemptCounts } from '../../../../engine/model/scorecard.ts';
import { get } from '../../shared/api.ts';
import { useLoaded } from '../../shared/load.tsx';
import { can } from '../session.ts';

/** How far the people of an assessment are; counted once it comes near to being seen, for a list may have many. */
export function Counts({ id }: { id: string }) {
  const place = useRef<HTMLSpanElement>(null);
  const isNear = useSignal(false);
  useLayoutEffect(() => {
    if (place.current === null) return;
    const look = (entries: IntersectionObserverEntry[]) => {
      if (entries.some(({ isIntersecting }) => isIntersecting)) isNear.value = true;
    };
    const watch = new IntersectionObserver(look, { rootMargin: '100px' });
    watch.observe(place.current);
    return () => watch.disconnect();
  }, []);
  if (isNear.value) return <Figures id={id} />;
  return (
    <span ref={place} class="soft">
      …
    </span>
  );
}

/** Each figure with the way to those whom it counts. */
function Figures({ id }: { id: string }) {
  const path = `/api/assessments/${id}/counts`;
  const { value, error } = useLoaded(path, (signal) => get<AttemptCounts>(path, signal));
  if (error !== null) return <span class="soft">not known now</span>;
  if (value === null) return <span class="soft">…</span>;
  const here = `/assessments/${id}`;
  const parts = [
    { count: value.invited, text: 'invited', to: can('invitations:write') ? `${here}/invitations` : null },
    { count: value.underWay, text: 'under way', to: here },
    { count: value.toReview, text: 'to review', to: `${here}?state=finished&decision=none` },
    { count: value.decided, text: 'decided', to: here },
  ].filter(({ count }) => count > 0);
  if (parts.length === 0) return <span class="soft">nobody is invited yet</span>;
  return (
    <ul class="counts">
      {parts.map(({ count, text, to }) => (
        <li key={text}>
          {to === null ? (
            <Figure {...{ count, text }} />
          ) : (
            <a href={to}>
              <Figure {...{ count, text }} />
            </a>
          )}
        </li>
      ))}
    </ul>
  );
}

function Figure({ count, text }: { count: number; text: string }) {
  return (
    <>
      {count.toLocaleString()} {text}
    </>
  );
}
