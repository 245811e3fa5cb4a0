import { instant } from '../../shared/format.ts';
import { Hostile } from '../../shared/text.tsx';
import { detailsOf } from './details.ts';
import { type Entry, type Filter, hrefOf } from './entry.ts';
import { nameOf, pageOf } from './names.ts';
import { actionWords } from './words.ts';

const outcomes: Record<Entry['outcome'], { text: string; kind: string }> = {
  done: { text: 'Done', kind: '' },
  refused: { text: 'Refused', kind: 'warn' },
  failed: { text: 'Failed', kind: 'bad' },
};

/** Who, what and to what are links to all that is alike. Whatever was typed by strangers may stand in it. */
export function EntryRow({ entry, filter }: { entry: Entry; filter: Filter }) {
  const { at, actor, actorName, action, target, outcome, detail, from } = entry;
  const alike = (more: Filter) => hrefOf({ ...filter, ...more });
  return (
    <tr>
      <td class="when" data-label="When">
        <time dateTime={at} title={at}>
          {instant(at)}
        </time>
      </td>
      <td class="break" data-label="Who">
        <a href={alike({ actor })} title={actor}>
          <Hostile text={actorName} />
        </a>
      </td>
      <td class="target" data-label="Did what">
        <a href={alike({ action })} title={action}>
          {actionWords[action] ?? action}
        </a>{' '}
        {target !== null && target !== actor && <Target target={target} entry={entry} alike={alike} />}
      </td>
      <td data-label="Outcome">
        <span class={`tag ${outcomes[outcome].kind}`}>{outcomes[outcome].text}</span>
      </td>
      <td data-label="More">
        <ul class="details">
          {detailsOf(detail, target === null ? null : nameOf(entry, target)).map((words) => (
            <li key={words}>
              <Hostile text={words} />
            </li>
          ))}
        </ul>
      </td>
      <td data-label="From">{from ?? '–'}</td>
    </tr>
  );
}

interface TargetProps {
  target: string;
  entry: Entry;
  alike(more: Filter): string;
}

/** All that was done to it, and where it is to be seen. */
function Target({ target, entry, alike }: TargetProps) {
  const page = pageOf(target, entry.detail);
  const name = nameOf(entry, target);
  return (
    <>
      <a class="break" href={alike({ target })} title={target}>
        <Hostile text={name} />
      </a>
      {page !== null && (
        <>
          {' '}
          <a class="see" href={page} aria-label={`See ${name}`}>
            ↗
          </a>
        </>
      )}
    </>
  );
}
