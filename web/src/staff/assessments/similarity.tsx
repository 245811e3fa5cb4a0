import { useRoute } from 'preact-iso';
import type { Static } from 'typebox';
import type { SimilarityReportList, SimilarityReportView } from '../../../../api/schemas/review/similarity.ts';
import { send } from '../../shared/api.ts';
import { Button } from '../../shared/button.tsx';
import { instant } from '../../shared/format.ts';
import { Show } from '../../shared/load.tsx';
import { Empty, Notice } from '../../shared/notice.tsx';
import { tell } from '../../shared/toasts.tsx';
import { counted } from '../attempts/words.ts';
import { FreshNote } from '../fresh.tsx';
import { useLive } from '../live.ts';
import { can } from '../session.ts';
import type { Assessment } from './assessment.ts';
import { AssessmentPage } from './head.tsx';
import { SimilarPairs } from './similar-pairs.tsx';

type Reports = Static<typeof SimilarityReportList>;

export default function Similarity() {
  const { id = '' } = useRoute().params;
  return (
    <AssessmentPage id={id} title="Similarity">
      {(assessment) => <Problems assessment={assessment} />}
    </AssessmentPage>
  );
}

/** While a report is made it is asked for often. */
const everyMsOf = ({ items }: Reports) => (items.some(({ state }) => state === 'waiting') ? 3_000 : 30_000);

function Problems({ assessment: { id, problems } }: { assessment: Assessment }) {
  const path = `/api/assessments/${id}/similarity`;
  const loaded = useLive<Reports>(path, everyMsOf);
  const compare = async () => {
    await send('POST', path);
    tell('good', 'The reports are being made anew, and are shown here as soon as they are there.');
    loaded.reload();
  };
  return (
    <>
      <Notice kind="info">
        <p>
          A high figure says that two programs are alike. It does not say who copied, nor that anybody did, and it is
          never part of a score: look at the code, the timelines, and ask.
        </p>
      </Notice>
      <div class="row spread table-head">
        {can('scorecards:write') ? <Button onPress={compare}>Compare anew</Button> : <span />}
        <FreshNote of={loaded.fresh} />
      </div>
      <Show of={loaded}>
        {({ items }) =>
          items.length === 0 ? (
            <Empty title="Nothing is compared yet">
              <p>A report is made soon after attempts end.</p>
            </Empty>
          ) : (
            items.map((report) => (
              <section key={report.problem} class="card">
                <h2>{problems.find(({ slug }) => slug === report.problem)?.name ?? report.problem}</h2>
                <p>{wordsOf(report)}</p>
                {report.pairs > 0 && <SimilarPairs key={report.updatedAt} assessmentId={id} problem={report.problem} />}
              </section>
            ))
          )
        }
      </Show>
    </>
  );
}

function wordsOf({ state, reason, compared, tooShort, unread, pairs, updatedAt }: SimilarityReportView): string {
  if (state === 'failed') return `There is no report: ${reason}`;
  if (updatedAt === null) return 'The report is being made.';
  return [
    `${counted(compared, 'attempt')} compared, ${instant(updatedAt)}: `,
    pairs === 0 ? 'no pair shares more than chance.' : `${counted(pairs, 'pair')} alike.`,
    tooShort > 0 ? ` ${tooShort} too short to say anything.` : '',
    unread > 0 ? ` ${unread} in a language that cannot be read.` : '',
    state === 'waiting' ? ' It is being made anew.' : '',
  ].join('');
}
