import type { JobView } from '../../../../../../api/schemas/authoring/job.ts';
import { send } from '../../../../shared/api.ts';
import { Button } from '../../../../shared/button.tsx';
import { Area, Choice } from '../../../../shared/field.tsx';
import { Notice } from '../../../../shared/notice.tsx';
import { type Desk, urlOf } from '../../desk.ts';
import { Opened } from '../opened.tsx';
import { useRuntimes } from '../runtimes.ts';
import { Sources } from '../sources.tsx';
import { type Case, casesOf, type TryForm, trialOf, tryStateOf } from './form-state.ts';

/** Which program to run now, and on what. */
export function TryFormPanel({ desk }: { desk: Desk }) {
  const state = tryStateOf(desk.slug);
  const { form, opened, job } = state;
  const runtimes = useRuntimes();
  const solutions = desk.view.value?.solutions ?? [];
  const cases = casesOf(desk.view.value);
  const given = withDefaults(form.value, { runtime: runtimes[0]?.id ?? '', mainFile: runtimes[0]?.mainFile, cases });
  const isTyped = !solutions.some(({ name }) => name === given.solution);
  const change = (more: Partial<TryForm>) => {
    form.value = { ...given, ...more };
  };
  const run = async () => {
    const asked = trialOf(isTyped ? { ...given, solution: '' } : given);
    job.value = (await send<JobView>('POST', urlOf(desk.slug, 'try'), asked)).id;
  };
  const chooseRuntime = (id: string) => {
    const mainFile = runtimes.find((one) => one.id === id)?.mainFile ?? 'main';
    const [only, ...others] = given.files;
    change({ runtime: id, files: only && others.length === 0 ? [{ ...only, name: mainFile }] : given.files });
  };
  const close = () => {
    opened.value = 0;
    state.opener?.focus();
  };
  return (
    <Opened title="Run a program now" onClose={close}>
      <p class="soft">On the working copy as it was saved last. Nothing is changed by it.</p>
      <div class="columns">
        <Choice
          label="Program"
          value={isTyped ? '' : given.solution}
          options={[
            ...solutions.map(({ name }) => ({ value: name, text: name })),
            { value: '', text: 'Another one, typed here' },
          ]}
          onValue={(solution) => change({ solution })}
        />
        <Choice label="On" value={given.on} options={optionsOf(cases)} onValue={(on) => change({ on })} />
      </div>
      {!isTyped && desk.draft(`solution ${given.solution}`).value !== null && (
        <Notice kind="warn">
          <p>What you typed in this solution is not saved: what was saved last is run.</p>
        </Notice>
      )}
      {isTyped && (
        <>
          <Choice
            label="Runtime"
            value={given.runtime}
            options={runtimes.map(({ id, title }) => ({ value: id, text: title }))}
            onValue={chooseRuntime}
          />
          <Sources value={given.files} onValue={(files) => change({ files })} firstName="main.py" />
        </>
      )}
      {given.on === 'one' && (
        <Choice
          label="Case"
          value={given.name}
          options={cases.map(({ name }) => ({ value: name, text: name }))}
          onValue={(name) => change({ name })}
        />
      )}
      {given.on === 'own' && (
        <Area label="Input to run on" rows={6} value={given.input} onValue={(input) => change({ input })} />
      )}
      <div class="row">
        <Button kind="main" submit onPress={run}>
          Run now
        </Button>
      </div>
    </Opened>
  );
}

function optionsOf(cases: readonly Case[]): { value: TryForm['on']; text: string }[] {
  const samples = cases.filter(({ sample }) => sample).length;
  const open = cases.filter(({ answerBytes }) => answerBytes === null).length;
  return [
    { value: 'all', text: `All ${cases.length} cases` },
    ...(samples > 0 ? [{ value: 'samples' as const, text: `The samples (${samples})` }] : []),
    ...(open > 0 ? [{ value: 'unanswered' as const, text: `Those without an answer (${open})` }] : []),
    ...(cases.length > 0 ? [{ value: 'one' as const, text: 'One case' }] : []),
    { value: 'own', text: 'My own input' },
  ];
}

/** What was never chosen, or is there no more. */
function withDefaults(
  form: TryForm,
  { runtime, mainFile = 'main.py', cases }: { runtime: string; mainFile: string | undefined; cases: readonly Case[] },
): TryForm {
  const isOffered = optionsOf(cases).some(({ value }) => value === form.on);
  return {
    ...form,
    on: isOffered ? form.on : 'all',
    runtime: form.runtime || runtime,
    files: form.files.length === 0 ? [{ name: mainFile, content: '' }] : form.files,
    name: cases.some(({ name }) => name === form.name) ? form.name : (cases[0]?.name ?? ''),
  };
}
