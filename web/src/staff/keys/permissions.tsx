import type { Signal } from '@preact/signals';
import type { Permission } from '../../../../engine/model/permission.ts';
import { Button } from '../../shared/button.tsx';
import { Checks } from '../../shared/checks.tsx';
import { can } from '../session.ts';

/** What keys cannot hold: see engine/model/permission.ts. */
type Personal = 'account:own' | 'reviews:own' | 'attempt:own' | 'people:manage' | 'keys:manage';
export type KeyPermission = Exclude<Permission, Personal>;

const words: Record<KeyPermission, string> = {
  'submissions:create': 'submit programs',
  'submissions:read': 'read submissions and their results',
  'problems:read': 'read problems, with their secret tests',
  'problems:write': 'write and publish problems',
  'rejudges:manage': 'rejudge submissions',
  'assessments:read': 'read assessments',
  'assessments:write': 'make and change assessments',
  'invitations:write': 'invite candidates',
  'attempts:read': 'read attempts',
  'attempts:write': 'give time, pause, end attempts',
  'scorecards:read': 'read scorecards and export them',
  'scorecards:write': 'decide about attempts',
  'graphql:ask': 'ask by GraphQL, for what it may read',
  'webhooks:manage': 'set up webhooks',
  'audit:read': 'read the audit log',
  'system:read': 'see how the server does',
};

const all = Object.keys(words) as KeyPermission[];

/** What many keys are for. */
const sets: readonly { text: string; permissions: readonly KeyPermission[] }[] = [
  { text: 'Submit and read results', permissions: ['submissions:create', 'submissions:read'] },
  {
    text: 'Applicant tracking',
    permissions: ['assessments:read', 'invitations:write', 'attempts:read', 'scorecards:read'],
  },
  { text: 'Watch the server', permissions: ['system:read', 'audit:read'] },
];

export function Permissions({ signal }: { signal: Signal<KeyPermission[]> }) {
  const mine = all.filter((name) => can(name));
  return (
    <Checks
      label="What it may do"
      at="/permissions"
      kind="checks"
      options={mine.map((value) => ({ value, text: words[value], code: value }))}
      signal={signal}
    >
      <div class="row">
        {sets
          .filter(({ permissions }) => permissions.every((name) => mine.includes(name)))
          .map(({ text, permissions }) => (
            <Button
              key={text}
              onPress={() => {
                signal.value = [...permissions];
              }}
            >
              {text}
            </Button>
          ))}
      </div>
      {mine.length < all.length && <p class="hint">A key may no more than you may yourself: the rest is not shown.</p>}
    </Checks>
  );
}
