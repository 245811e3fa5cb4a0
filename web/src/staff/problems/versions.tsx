import { useSignal } from '@preact/signals';
import { Choice } from '../../shared/field.tsx';
import { instant } from '../../shared/format.ts';
import { Empty } from '../../shared/notice.tsx';
import { visible } from '../../shared/text.tsx';
import { Changes } from './changes.tsx';
import type { Version } from './problem.tsx';

/** What was published, newest first, and what differs between two. */
export function Versions({ slug, versions }: { slug: string; versions: readonly Version[] }) {
  return (
    <section class="card stack">
      <h2>Versions</h2>
      {versions.length === 0 ? (
        <Empty title="No version was published here">
          <p>What candidates get is a folder of the server, or nothing yet. Publish a working copy to have versions.</p>
        </Empty>
      ) : (
        <section class="scroll" tabIndex={0} aria-label="Versions">
          <table class="stacked">
            <thead>
              <tr>
                <th>Version</th>
                <th>What is new</th>
                <th>Published</th>
                <th>Graded as</th>
                <th>
                  <span class="sr">Actions</span>
                </th>
              </tr>
            </thead>
            <tbody>
              {versions.map(({ number, note, publishedAt, version }) => (
                <tr key={number}>
                  <td>Version {number}</td>
                  <td data-label="What is new">{note === '' ? '–' : visible(note)}</td>
                  <td data-label="Published">{instant(publishedAt)}</td>
                  <td class="mono" data-label="Graded as">
                    {version.slice(0, 12)}
                  </td>
                  <td>
                    <a href={`/api/problems/${slug}/versions/${number}/package.zip`} download={`${slug}-${number}.zip`}>
                      Export {number} as zip
                    </a>
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </section>
      )}
      {versions.length > 1 && <Compare slug={slug} versions={versions} />}
    </section>
  );
}

function Compare({ slug, versions }: { slug: string; versions: readonly Version[] }) {
  const options = versions.map(({ number }) => ({ value: String(number), text: `Version ${number}` }));
  const before = useSignal(options[1]?.value ?? '');
  const after = useSignal(options[0]?.value ?? '');
  return (
    <>
      <h3>What differs</h3>
      <div class="row ends">
        <Choice label="From" signal={before} options={options} />
        <Choice label="To" signal={after} options={options} />
      </div>
      {before.value === after.value ? (
        <p class="soft">Choose two.</p>
      ) : (
        <Changes slug={slug} before={before.value} after={after.value} />
      )}
    </>
  );
}
