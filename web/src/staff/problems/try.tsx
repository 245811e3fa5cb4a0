import { useEffect } from 'preact/hooks';
import type { JobSummary, JobView } from '../../../../api/schemas/authoring-job.ts';
import { get } from '../../shared/api.ts';
import type { Desk } from './desk.ts';
import { TryFormPanel } from './try-form.tsx';
import { formOf, tryStateOf } from './try-form-state.ts';
import { TryResult } from './try-result.tsx';

/** Opens the form for a solution; empty: for a program that is typed. */
export function openTry(slug: string, solution: string): void {
  const { form, opened } = tryStateOf(slug);
  form.value = { ...form.value, solution };
  opened.value += 1;
}

/** Programs run now, below the solutions. The last run is shown, also after a reload. */
export function Tries({ desk }: { desk: Desk }) {
  const { form, opened, job } = tryStateOf(desk.slug);
  useEffect(() => {
    if (job.value !== null) return;
    lastOf(desk.slug).then(
      (last) => {
        if (last?.trial == null || job.value !== null) return;
        if (opened.value === 0) form.value = formOf(last.trial);
        job.value = last.id;
      },
      // Without the last run, another one can be begun all the same.
      () => {},
    );
  }, [desk.slug]);
  return (
    <>
      {opened.value > 0 && <TryFormPanel key={opened.value} desk={desk} />}
      {job.value !== null && <TryResult key={job.value} id={job.value} desk={desk} isNew={opened.value > 0} />}
    </>
  );
}

async function lastOf(slug: string): Promise<JobView | null> {
  const { items } = await get<{ items: JobSummary[] }>(`/api/authoring/jobs?slug=${slug}&kind=try&limit=1`);
  return items[0] ? get<JobView>(`/api/authoring/jobs/${items[0].id}`) : null;
}
