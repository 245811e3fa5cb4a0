import { useSignal } from '@preact/signals';
import type { TriedCaseView } from '../../../../../../api/schemas/authoring/trial.ts';
import { Show, useLoaded } from '../../../../shared/load.tsx';
import { Output } from '../../../../shared/text.tsx';
import { tell } from '../../../../shared/toasts.tsx';
import { Confirm } from '../../confirm.tsx';
import type { Desk } from '../../desk.ts';
import { textAt, textOfFile } from '../text-of-file.ts';
import { casesOf } from './form-state.ts';

/** Makes the output of a case its answer, once both were seen. */
export function TakeAnswer({ desk, jobId, one }: { desk: Desk; jobId: string; one: TriedCaseView }) {
  const { name } = one.result;
  const isTaken = useSignal(false);
  const take = async () => {
    await desk.change('POST', 'answers', { job: jobId, cases: [name] });
    tell('good', `The answer of ${name} is written.`);
    isTaken.value = true;
  };
  return (
    <>
      <Confirm
        kind="plain"
        text="Write this output as the answer"
        label={`Write this output as the answer of ${name}`}
        title={`Write the answer of ${name}?`}
        yes="Write it"
        onYes={take}
      >
        <OldAndNew desk={desk} jobId={jobId} one={one} />
      </Confirm>
      {isTaken.value && <span class="soft">It is the answer now. Run it again to see it compared.</span>}
    </>
  );
}

/** Both whole, where they are short texts. */
function OldAndNew({ desk, jobId, one: { index, result } }: { desk: Desk; jobId: string; one: TriedCaseView }) {
  const { name } = result;
  const isThere = casesOf(desk.view.value).some((each) => each.name === name && each.answerBytes !== null);
  const loaded = useLoaded(`${jobId} ${index}`, async () => {
    const [before, after] = await Promise.all([
      isThere ? textOfFile(desk.slug, `data/${name}.ans`) : '',
      textAt(`/api/authoring/jobs/${jobId}/cases/${index}/output`, 'The output'),
    ]);
    return { before, after };
  });
  return (
    <Show of={loaded}>
      {({ before, after }) => (
        <div class="stack">
          <Text title="The answer now" text={before} none={isThere ? 'It is empty.' : 'There is none.'} />
          <Text title="The new answer" text={after} none="It is empty." />
        </div>
      )}
    </Show>
  );
}

function Text({ title, text, none }: { title: string; text: string | null; none: string }) {
  return (
    <div>
      <h3>{title}</h3>
      {text === null ? (
        <p>It is too long to be shown here, or no text.</p>
      ) : text === '' ? (
        <p>{none}</p>
      ) : (
        <Output label={title} text={text} />
      )}
    </div>
  );
}

/** The outputs of all cases that have no answer yet. */
export function TakeMissing({
  desk,
  jobId,
  cases,
  onTaken,
}: {
  desk: Desk;
  jobId: string;
  cases: readonly TriedCaseView[];
  onTaken(): void;
}) {
  const open = new Set(
    casesOf(desk.view.value).flatMap(({ name, answerBytes }) => (answerBytes === null ? [name] : [])),
  );
  const names = cases.filter(({ kept, result }) => kept && open.has(result.name)).map(({ result }) => result.name);
  if (names.length === 0) return null;
  const what = names.length === 1 ? 'the answer that is missing' : `the ${names.length} answers that are missing`;
  const take = async () => {
    await desk.change('POST', 'answers', { job: jobId, cases: 'missing' });
    tell('good', `${names.length} ${names.length === 1 ? 'answer is' : 'answers are'} written.`);
    onTaken();
  };
  return (
    <div class="row">
      <Confirm kind="main" text={`Write ${what}`} title={`Write ${what}?`} yes="Write" onYes={take}>
        <p>What the program printed becomes the answer of these cases, which have none:</p>
        <Output label="Cases" text={names.join('\n')} />
      </Confirm>
    </div>
  );
}
