import { useEffect } from 'preact/hooks';
import type { JobSummary, JobView } from '../../../../../../api/schemas/authoring/job.ts';
import { get } from '../../../../shared/api.ts';
import { Button } from '../../../../shared/button.tsx';
import { Notice } from '../../../../shared/notice.tsx';
import { type Desk, mayWrite } from '../../desk.ts';
import { TryFormPanel } from './form.tsx';
import { casesOf, formOf, isBegun, type TryForm, tryStateOf } from './form-state.ts';
import { TryResult } from './result.tsx';

/** Opens the form for a solution; empty: for a program that is typed. */
export function openTry(slug: string, solution: string, on?: TryForm['on']): void {
  const state = tryStateOf(slug);
  const { form, opened } = state;
  const at = document.activeElement;
  state.opener = at instanceof HTMLElement ? at : null;
  form.value = { ...form.value, solution, ...(on && { on }) };
  opened.value += 1;
}

/** Programs run now, below the solutions. The last run is shown, also after a reload. */
export function Tries({ desk }: { desk: Desk }) {
  const state = tryStateOf(desk.slug);
  const { form, opened, job } = state;
  useEffect(() => {
    if (job.value !== null) return;
    lastOf(desk.slug).then(
      (last) => {
        if (last?.trial == null || job.value !== null) return;
        if (!isBegun(state)) form.value = formOf(last.trial);
        job.value = last.id;
      },
      // Without the last run, another one can be begun all the same.
      () => {},
    );
  }, [desk.slug]);
  return (
    <>
      {opened.value === 0 && <Unanswered desk={desk} />}
      {opened.value > 0 && <TryFormPanel key={opened.value} desk={desk} />}
      {job.value !== null && <TryResult key={job.value} id={job.value} desk={desk} isNew={opened.value > 0} />}
    </>
  );
}

/** Says how answers come to be, where some are missing. */
function Unanswered({ desk }: { desk: Desk }) {
  const count = casesOf(desk.view.value).filter(({ answerBytes }) => answerBytes === null).length;
  const right = desk.view.value?.solutions.find(({ expected }) => expected === 'accepted')?.name;
  if (count === 0 || right === undefined || !mayWrite()) return null;
  const them = count === 1 ? 'it' : 'them';
  const begin = () => {
    openTry(desk.slug, right, 'unanswered');
  };
  return (
    <Notice kind="info">
      <p>
        {count === 1 ? 'One case has' : `${count} cases have`} no answer yet. Run a solution on {them}, and write what
        it prints as the answer.
      </p>
      <Button onPress={begin}>{`Run ${right} on ${them}`}</Button>
    </Notice>
  );
}

async function lastOf(slug: string): Promise<JobView | null> {
  const { items } = await get<{ items: JobSummary[] }>(`/api/authoring/jobs?slug=${slug}&kind=try&limit=1`);
  return items[0] ? get<JobView>(`/api/authoring/jobs/${items[0].id}`) : null;
}
