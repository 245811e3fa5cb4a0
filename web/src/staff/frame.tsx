import { useSignal } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import { useLocation } from 'preact-iso';
import type { Permission } from '../../../engine/model/permission.ts';
import { Button } from '../shared/button.tsx';
import { SkipLink } from '../shared/page.tsx';
import { ThemeButton } from '../shared/theme.tsx';
import { mayLeave } from '../shared/unsaved.ts';
import { can, signOut, who } from './session.ts';

/** In the order of the head. */
export const places: readonly { path: string; text: string; needs: Permission }[] = [
  { path: '/assessments', text: 'Assessments', needs: 'assessments:read' },
  { path: '/problems', text: 'Problems', needs: 'problems:read' },
  { path: '/people', text: 'People', needs: 'people:manage' },
  { path: '/keys', text: 'API keys', needs: 'keys:manage' },
  { path: '/webhooks', text: 'Webhooks', needs: 'webhooks:manage' },
  { path: '/audit', text: 'Audit log', needs: 'audit:read' },
  { path: '/system', text: 'System', needs: 'system:read' },
];

/** Whether there may be a page: to be known before somebody signs in for one that there is not. */
export function isPlace(path: string): boolean {
  const first = `/${path.split('/')[1] ?? ''}`;
  return ['/', '/account', '/attempts'].includes(first) || places.some((place) => place.path === first);
}

export function Head() {
  const { path } = useLocation();
  const isOpen = useSignal(false);
  const opener = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    isOpen.value = false;
  }, [path]);
  const toggle = () => {
    isOpen.value = !isOpen.value;
  };
  useEffect(() => {
    if (!isOpen.value) return;
    const onKeyDown = ({ key }: KeyboardEvent) => {
      if (key !== 'Escape') return;
      isOpen.value = false;
      opener.current?.focus();
    };
    addEventListener('keydown', onKeyDown);
    return () => removeEventListener('keydown', onKeyDown);
  }, [isOpen.value]);
  return (
    <header class="top">
      <SkipLink />
      <a class="brand" href="/">
        <img src="/icon.svg" alt="" />
        Assay
      </a>
      {who.value && (
        <button
          ref={opener}
          type="button"
          class="button menu-button"
          aria-expanded={isOpen.value}
          aria-controls="menu"
          onClick={toggle}
        >
          Menu
        </button>
      )}
      <div id="menu" class={isOpen.value || !who.value ? 'menu open' : 'menu'}>
        {who.value && <Places path={path} />}
        <div class="end">
          <ThemeButton />
          {who.value && <OwnAccount path={path} />}
        </div>
      </div>
    </header>
  );
}

/** Attempts are of assessments. */
function isAt(path: string, place: string): boolean {
  return path === place || path.replace(/^\/attempts\//, '/assessments/').startsWith(`${place}/`);
}

function Places({ path }: { path: string }) {
  return (
    <nav aria-label="Places">
      {places
        .filter(({ needs }) => can(needs))
        .map(({ path: to, text }) => (
          <a key={to} href={to} aria-current={isAt(path, to) ? 'page' : undefined}>
            {text}
          </a>
        ))}
    </nav>
  );
}

function OwnAccount({ path }: { path: string }) {
  const leave = async () => {
    if (mayLeave()) await signOut('/api/session');
  };
  return (
    <>
      <a class="own" href="/account" aria-current={path === '/account' ? 'page' : undefined}>
        {who.value?.name}
      </a>
      <Button kind="quiet" onPress={leave}>
        Sign out
      </Button>
    </>
  );
}
