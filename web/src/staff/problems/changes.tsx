import type { Static } from 'typebox';
import type { ChangeList } from '../../../../api/schemas/authoring/problem-version.ts';
import { get } from '../../shared/api.ts';
import { bytes } from '../../shared/format.ts';
import { Show, useLoaded } from '../../shared/load.tsx';
import { visible } from '../../shared/text.tsx';

type Changed = Static<typeof ChangeList>;

/** File by file, from one version to another. */
export function Changes({ slug, before, after }: { slug: string; before: string; after: string }) {
  const url = `/api/problems/${slug}/versions/${after}/changes?since=${before}`;
  const loaded = useLoaded(url, (signal) => get<Changed>(url, signal));
  return (
    <Show of={loaded}>
      {({ items }) =>
        items.length === 0 ? <p>Every file is the same.</p> : items.map((one) => <File key={one.path} {...one} />)
      }
    </Show>
  );
}

const words = { added: 'added', removed: 'removed', changed: 'changed' } as const;

function File({ path, change, sizeBefore, sizeAfter, diff }: Changed['items'][number]) {
  return (
    <details open={diff !== null}>
      <summary>
        <code>{visible(path)}</code> <span class="tag">{words[change]}</span>
      </summary>
      {diff === null ? (
        <p class="soft">
          {sizeBefore === null ? 'Not there' : bytes(sizeBefore)} before,{' '}
          {sizeAfter === null ? 'gone' : bytes(sizeAfter)} now. It is no short text.
        </p>
      ) : (
        <section class="diff" tabIndex={0} aria-label={`Changes of ${path}`}>
          {diff.split('\n').map((line, at) => (
            <div key={`${at} ${line}`} class={kindOf(line)}>
              {visible(line) || ' '}
            </div>
          ))}
        </section>
      )}
    </details>
  );
}

function kindOf(line: string): string {
  if (line.startsWith('+')) return 'added';
  return line.startsWith('-') ? 'removed' : '';
}
