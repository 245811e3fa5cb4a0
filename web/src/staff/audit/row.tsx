import { instant } from '../../shared/format.ts';
import { Hostile } from '../../shared/text.tsx';
import { type Entry, type Filter, hrefOf } from './entry.ts';

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
      <td data-label="Who">
        <a href={alike({ actor })} title={actor}>
          <Hostile text={actorName} />
        </a>
      </td>
      <td data-label="Did what">
        <a href={alike({ action })}>{action}</a>
      </td>
      <td class="target" data-label="To what">
        {target === null ? (
          '–'
        ) : (
          <a class="break" href={alike({ target })}>
            <Hostile text={target} />
          </a>
        )}
      </td>
      <td data-label="Outcome">
        <span class={`tag ${outcomes[outcome].kind}`}>{outcomes[outcome].text}</span>
      </td>
      <td data-label="More">
        <ul class="details">
          {Object.entries(detail).map(([name, value]) => (
            <li key={name}>
              <span class="soft">{name}</span> <Hostile text={String(value).replace(/,(?=\S)/g, ', ')} />
            </li>
          ))}
        </ul>
      </td>
      <td data-label="From">{from ?? '–'}</td>
    </tr>
  );
}
