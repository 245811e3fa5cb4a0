import { useLocation } from 'preact-iso';
import type { Permission } from '../../../engine/model/permission.ts';
import { send } from '../shared/api.ts';
import { Button } from '../shared/button.tsx';
import { SkipLink } from '../shared/page.tsx';
import { ThemeButton } from '../shared/theme.tsx';
import { can, who } from './session.ts';

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

export function Head() {
  const { path } = useLocation();
  const signOut = async () => {
    await send('DELETE', '/api/session');
    who.value = null;
  };
  return (
    <header class="top">
      <SkipLink />
      <a class="brand" href="/">
        <img src="/icon.svg" alt="" />
        Assay
      </a>
      <nav aria-label="Places">
        {places
          .filter(({ needs }) => can(needs))
          .map(({ path: to, text }) => (
            <a key={to} href={to} aria-current={path.startsWith(to) ? 'page' : undefined}>
              {text}
            </a>
          ))}
      </nav>
      <div class="end">
        <ThemeButton />
        {who.value && (
          <>
            <a href="/account">{who.value.name}</a>
            <Button kind="quiet" onPress={signOut}>
              Sign out
            </Button>
          </>
        )}
      </div>
    </header>
  );
}
