import { useSignal } from '@preact/signals';
import { useLocation } from 'preact-iso';
import type { Static } from 'typebox';
import type { RejudgeSummary, RejudgeView } from '../../../../../api/schemas/authoring/rejudge.ts';
import type { AssessmentList } from '../../../../../api/schemas/review/assessment.ts';
import { send } from '../../../shared/api.ts';
import { Button } from '../../../shared/button.tsx';
import { Choice, Field } from '../../../shared/field.tsx';
import { instant } from '../../../shared/format.ts';
import { Show, useLoaded } from '../../../shared/load.tsx';
import { visible } from '../../../shared/text.tsx';
import { More, usePages } from '../../more.tsx';
import { can } from '../../session.ts';
import { allPages } from '../all-pages.ts';
import type { Version } from '../problem.tsx';

export const stateWords = {
  computing: 'Being graded again, aside',
  ready: 'Ready: waits for a decision',
  applying: 'Being put in place',
  applied: 'In place',
  dropped: 'Dropped',
} as const;

/** Grading again what was submitted: those that were, and a new one. */
export function Rejudges({ slug, versions }: { slug: string; versions: readonly Version[] }) {
  const url = `/api/rejudges?problem=${slug}&limit=20`;
  const loaded = usePages<RejudgeSummary>(url);
  return (
    <section class="card stack">
      <h2>Rejudge</h2>
      <p class="soft">
        After a mistake is mended: finished submissions are graded again with another version, aside. You see what would
        change before anything does.
      </p>
      <NewRejudge slug={slug} versions={versions} />
      <Show of={loaded}>
        {(items) =>
          items.length > 0 && (
            <section class="scroll" tabIndex={0} aria-label="Rejudges">
              <table class="stacked">
                <thead>
                  <tr>
                    <th>Why</th>
                    <th>State</th>
                    <th>Begun</th>
                  </tr>
                </thead>
                <tbody>
                  {items.map(({ id, reason, state, createdAt }) => (
                    <tr key={id}>
                      <td>
                        <a href={`/problems/${slug}/rejudges/${id}`}>{visible(reason)}</a>
                      </td>
                      <td data-label="State">{stateWords[state]}</td>
                      <td data-label="Begun">{instant(createdAt)}</td>
                    </tr>
                  ))}
                </tbody>
              </table>
            </section>
          )
        }
      </Show>
      <More of={loaded} />
    </section>
  );
}

/** Of one assessment only, for those who may see which there are. */
function useAssessments(slug: string): readonly { value: string; text: string }[] {
  const { value } = useLoaded(slug, async (signal) =>
    can('assessments:read')
      ? allPages<Static<typeof AssessmentList>['items'][number]>('/api/assessments?limit=100&archived=all', signal)
      : [],
  );
  const having = value?.filter(({ problems }) => problems.some((problem) => problem.slug === slug)) ?? [];
  return having.map(({ id, title }) => ({ value: id, text: `Only those of ${title}` }));
}

function NewRejudge({ slug, versions }: { slug: string; versions: readonly Version[] }) {
  const number = useSignal(String(versions[0]?.number ?? ''));
  const reason = useSignal('');
  const assessment = useSignal('');
  const assessments = useAssessments(slug);
  const { route } = useLocation();
  const create = async () => {
    const only = assessment.value === '' ? {} : { assessmentId: assessment.value };
    const body = { problem: slug, toNumber: Number(number.value), reason: reason.value, ...only };
    const { id } = await send<RejudgeView>('POST', '/api/rejudges', body);
    route(`/problems/${slug}/rejudges/${id}`);
  };
  return (
    <form class="row ends" onSubmit={(event) => event.preventDefault()}>
      <Choice
        label="Grade again with"
        signal={number}
        options={versions.map((one) => ({ value: String(one.number), text: `Version ${one.number}` }))}
      />
      {assessments.length > 0 && (
        <Choice
          label="Which submissions"
          signal={assessment}
          options={[{ value: '', text: 'All of the problem' }, ...assessments]}
        />
      )}
      <Field label="Why" signal={reason} placeholder="The answer of secret/07 was wrong" />
      <Button submit disabled={reason.value.trim() === ''} onPress={create}>
        See what would change
      </Button>
    </form>
  );
}
