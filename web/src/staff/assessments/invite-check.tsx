import { Button } from '../../shared/button.tsx';
import { instant } from '../../shared/format.ts';
import { Notice } from '../../shared/notice.tsx';
import { Hostile } from '../../shared/text.tsx';
import type { Checked } from './invite-many.tsx';

type Line = Checked['lines'][number];

/** What inviting would do, line by line; what cannot be taken first, for it is to be mended. */
export function CheckedLines({ lines, csv, onInvite }: Checked & { csv: Blob; onInvite(csv: Blob): Promise<void> }) {
  const bad = lines.filter(({ person }) => person === null);
  const good = lines.filter(({ person }) => person !== null);
  const people = good.length === 1 ? '1 person' : `${good.length} people`;
  return (
    <>
      <Notice kind={bad.length === 0 && good.length > 0 ? 'info' : 'warn'}>
        <p>
          {people} can be invited
          {bad.length > 0 && `, ${bad.length} ${bad.length === 1 ? 'line' : 'lines'} cannot be taken`}. Nobody is
          invited yet.
        </p>
      </Notice>
      <section class="lines" tabIndex={0} aria-label="Lines">
        <ul>
          {[...bad, ...good].map((one) => (
            <li key={one.line}>
              Line {one.line}: <LineOf {...one} />
            </li>
          ))}
        </ul>
      </section>
      {good.length > 0 && (
        <div>
          <Button kind="main" onPress={() => onInvite(csv)}>
            Invite {people}
          </Button>
        </div>
      )}
    </>
  );
}

function LineOf({ email, person, reason }: Line) {
  if (person === null) {
    return (
      <>
        <Hostile text={email} /> <span class="field-error">{reason}</span>
      </>
    );
  }
  const { name, extraTimePercent, expiresAt } = person;
  return (
    <>
      <Hostile text={name} />, <Hostile text={person.email} />
      {extraTimePercent > 0 && `, ${extraTimePercent} % extra time`}
      {expiresAt !== null && `, until ${instant(expiresAt)}`}
    </>
  );
}
