import { CopyField } from '../../shared/copy.tsx';
import { instant } from '../../shared/format.ts';
import { Notice } from '../../shared/notice.tsx';
import type { MemberLink } from './member.ts';

/** The server keeps no more than its hash: this is the only time that it is seen. */
export function TheirLink({ made: { member, link, expiresAt } }: { made: MemberLink }) {
  return (
    <Notice kind="good">
      <p>
        Give this link to <strong>{member.name}</strong>. It works once, until {instant(expiresAt)}, and is shown only
        now. Lost? Make a new one.
      </p>
      <CopyField name={`The link for ${member.name}`} value={link} />
    </Notice>
  );
}
