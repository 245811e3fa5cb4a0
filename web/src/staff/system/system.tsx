import { useEffect } from 'preact/hooks';
import type { System as Answer } from '../../../../api/schemas/service/system.ts';
import { get } from '../../shared/api.ts';
import { Button } from '../../shared/button.tsx';
import { duration, instant } from '../../shared/format.ts';
import { Show, useLoaded } from '../../shared/load.tsx';
import { Notice } from '../../shared/notice.tsx';
import { Page } from '../../shared/page.tsx';
import { Doctor } from './doctor.tsx';
import { Faults } from './faults.tsx';

const lookEveryMs = 5_000;

/** How the server does, looked at again and again while the page is seen. */
export default function System() {
  const loaded = useLoaded('system', (signal) => get<Answer>('/api/system', signal));
  useEffect(() => {
    const timer = setInterval(() => {
      if (document.visibilityState === 'visible') loaded.reload();
    }, lookEveryMs);
    return () => clearInterval(timer);
  }, []);
  return (
    <Page title="System">
      <div class="row spread">
        <h1>System</h1>
        <Button onPress={loaded.reload}>Refresh</Button>
      </div>
      <Show of={loaded}>{(system) => <Content system={system} />}</Show>
    </Page>
  );
}

function Content({ system }: { system: Answer }) {
  const { now, faults } = system;
  return (
    <>
      <Health system={system} />
      <AllFigures system={system} />
      <p class="hint list-head">
        As of {instant(now)} by the server’s clock; looked at every {lookEveryMs / 1000} seconds. With several servers
        on one store, workers and boxes are those of one of them.
      </p>
      <Faults faults={faults} />
      <Doctor ready={system.ready} />
    </>
  );
}

function Health({ system: { ready, reasons } }: { system: Answer }) {
  if (ready) {
    return (
      <Notice kind="good">
        <p>Everything works: submissions are stored and graded.</p>
      </Notice>
    );
  }
  return (
    <Notice kind="error">
      <p>Something is broken. What is submitted meanwhile waits, and is graded once this is mended:</p>
      <ul>
        {reasons.map((reason) => (
          <li key={reason}>{reason}</li>
        ))}
      </ul>
    </Notice>
  );
}

function AllFigures({ system: { version, now, upSince, store, queue, workers, boxes } }: { system: Answer }) {
  return (
    <div class="columns">
      <Figures
        title="Work"
        figures={[
          ['Waiting', queue.queued],
          ['Being graded', queue.compiling + queue.running],
          ['Workers here', `${workers.busy} of ${workers.all} busy`],
        ]}
      />
      <Figures
        title="Boxes"
        figures={[
          ['In use', boxes?.inUse ?? 'unknown'],
          ['Quarantined', boxes?.quarantined ?? 'unknown'],
          ...Object.entries(boxes?.ready ?? {}).map(([id, count]) => [`Ready: ${id}`, count] as const),
        ]}
      />
      <Figures
        title="Server"
        figures={[
          ['Version', version],
          ['Results', store],
          ['Up for', duration(Date.parse(now) - Date.parse(upSince))],
        ]}
      />
    </div>
  );
}

function Figures({ title, figures }: { title: string; figures: readonly (readonly [string, string | number])[] }) {
  return (
    <section class="card">
      <h2>{title}</h2>
      <dl class="figures">
        {figures.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
