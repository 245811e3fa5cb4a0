import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import type { Finding } from '../../../../engine/doctor.ts';
import { get } from '../../shared/api.ts';
import { Button } from '../../shared/button.tsx';
import { instant } from '../../shared/format.ts';
import { Hostile } from '../../shared/text.tsx';

/** What the doctor finds on the machine of the server: looked for when asked, and when something is found to be broken. */
export function Doctor({ ready }: { ready: boolean }) {
  const found = useSignal<{ items: Finding[]; at: string } | null>(null);
  const look = async () => {
    const { items } = await get<{ items: Finding[] }>('/api/system/findings');
    found.value = { items, at: new Date().toISOString() };
  };
  useEffect(() => {
    if (!ready) look().catch(() => {});
  }, [ready]);
  return (
    <section aria-labelledby="doctor">
      <div class="row spread list-head">
        <h2 id="doctor">Doctor</h2>
        <Button onPress={look}>Look closer</Button>
      </div>
      <p class="soft">
        Looks at Docker, images, limits, disks and clocks, and says hello in each runtime; that takes seconds, and a box
        each.
      </p>
      <div role="status">{found.value && <Findings {...found.value} />}</div>
    </section>
  );
}

function Findings({ items, at }: { items: Finding[]; at: string }) {
  const broken = items.filter(({ ok }) => !ok).length;
  return (
    <>
      <p>
        {broken === 0 ? 'All is well' : `${broken} of ${items.length} are broken`}, as of {instant(at)}.
      </p>
      <ul class="findings">
        {items.map(({ name, ok, detail, cure }) => (
          <li key={name}>
            <span class={`tag ${ok ? 'good' : 'bad'}`}>{ok ? 'Well' : 'Broken'}</span> <strong>{name}</strong>:{' '}
            <Hostile text={detail} />
            {cure !== null && (
              <p class="cure">
                → <Hostile text={cure} />
              </p>
            )}
          </li>
        ))}
      </ul>
    </>
  );
}
