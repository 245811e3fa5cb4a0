import type { Static } from 'typebox';
import type { WithdrawnList } from '../../../../api/schemas/authoring/problem-version.ts';
import { get, send } from '../../shared/api.ts';
import { Button } from '../../shared/button.tsx';
import { Show, useLoaded } from '../../shared/load.tsx';
import { Empty } from '../../shared/notice.tsx';
import { tell } from '../../shared/toasts.tsx';
import { mayWrite } from './desk.ts';

const url = '/api/authoring/withdrawn';

/** What is in no list any more, and the way back. */
export function Withdrawn() {
  const loaded = useLoaded(url, (signal) => get<Static<typeof WithdrawnList>>(url, signal));
  const restore = async (slug: string) => {
    await send('POST', `/api/problems/${slug}/restore`);
    tell('good', `${slug} takes submissions again.`);
    loaded.reload();
  };
  return (
    <Show of={loaded}>
      {({ items }) =>
        items.length === 0 ? (
          <Empty title="No problem is withdrawn">
            <p>A problem that is to take no more submissions is withdrawn on its own page, and is found here then.</p>
          </Empty>
        ) : (
          <section class="scroll" tabIndex={0} aria-label="Withdrawn problems">
            <table class="stacked">
              <thead>
                <tr>
                  <th>Problem</th>
                  <th class="number">Versions</th>
                  <th>
                    <span class="sr">Actions</span>
                  </th>
                </tr>
              </thead>
              <tbody>
                {items.map(({ slug, number }) => (
                  <tr key={slug}>
                    <td>
                      <a class="mono" href={`/problems/${slug}`}>
                        {slug}
                      </a>
                    </td>
                    <td class="number" data-label="Versions">
                      {number}
                    </td>
                    <td>
                      {mayWrite() && (
                        <Button label={`Restore ${slug}`} onPress={() => restore(slug)}>
                          Restore
                        </Button>
                      )}
                    </td>
                  </tr>
                ))}
              </tbody>
            </table>
          </section>
        )
      }
    </Show>
  );
}
