import { Button } from '../../shared/button.tsx';
import { Notice } from '../../shared/notice.tsx';
import { Hostile } from '../../shared/text.tsx';
import { tell } from '../../shared/toasts.tsx';
import type { Report } from './invite-many.tsx';
import { PersonalLink } from './link.tsx';

/** What became of each line; the refused ones first, for they are to be mended. */
export function ReportOfLines({ report: { created, refused, lines } }: { report: Report }) {
  const invited = lines.filter(({ link }) => link !== null);
  const copyAll = async () => {
    try {
      await navigator.clipboard.writeText(invited.map(({ email, link }) => `${email}\t${link}`).join('\n'));
      tell('good', `${invited.length} lines with address and link are copied.`);
    } catch {
      tell('info', 'The browser does not let this page copy: select and copy the links one by one.');
    }
  };
  return (
    <div>
      <Notice kind={refused === 0 ? 'good' : 'warn'}>
        <p>
          {created} invited, {refused} refused.
          {created > 0 && ' The links are shown only now.'}
          {refused > 0 && ' Mend the refused lines and send it again: nobody is invited twice.'}
        </p>
        {created > 1 && <Button onPress={copyAll}>Copy all links</Button>}
      </Notice>
      <section class="lines" tabIndex={0} aria-label="Lines">
        <ul>
          {lines
            .toSorted((a, b) => a.outcome.localeCompare(b.outcome) * -1)
            .map((one) => (
              <li key={one.line}>
                Line {one.line}: <Hostile text={one.email} />{' '}
                {one.link === null ? (
                  <span class="field-error">{one.reason}</span>
                ) : (
                  <PersonalLink link={one.link} whose={one.email} />
                )}
              </li>
            ))}
        </ul>
      </section>
    </div>
  );
}
