import { useRoute } from 'preact-iso';
import type { Scorecard } from '../../../../engine/model/scorecard.ts';
import { get } from '../../shared/api.ts';
import { Show, useLoaded } from '../../shared/load.tsx';
import { Empty, Notice } from '../../shared/notice.tsx';
import { Page } from '../../shared/page.tsx';
import { Hostile } from '../../shared/text.tsx';
import { allAssessments } from '../assessments/assessment.ts';
import { getPage, type PageOf } from '../page-of.ts';
import { Playback } from './playback.tsx';
import { draftsOf, type Entry } from './replay.ts';
import { TimelineTable } from './timeline-table.tsx';

const pageSize = 1000;
/** A timeline has some 20,000 entries at most, and its edits besides. */
const mostPages = 60;

async function wholeTimeline(id: string, signal: AbortSignal): Promise<{ entries: Entry[]; whole: boolean }> {
  const entries: Entry[] = [];
  const path = `/api/attempts/${id}/timeline?limit=${pageSize}`;
  let after: string | null = null;
  for (let page = 0; page < mostPages; page += 1) {
    const { items, next }: PageOf<Entry> = await getPage(path, after, signal);
    entries.push(...items);
    if (next === null) return { entries, whole: true };
    after = next;
  }
  return { entries, whole: false };
}

/** What happened in an attempt, and how its programs came about. */
export default function TimelinePage() {
  const { id = '' } = useRoute().params;
  const card = useLoaded(id, (signal) => get<Scorecard>(`/api/attempts/${id}/scorecard`, signal));
  const loaded = useLoaded(id, (signal) => wholeTimeline(id, signal));
  const names = new Map(card.value?.problems.map(({ slug, name }) => [slug, name]));
  const label = card.value?.person.label ?? 'Attempt';
  return (
    <Page title={`Timeline: ${label}`}>
      <p class="crumbs">
        {card.value && (
          <>
            <a href={`/assessments/${card.value.assessmentId}`}>{card.value.title}</a>
            {' / '}
          </>
        )}
        <a href={`/attempts/${id}`}>
          <Hostile text={label} />
        </a>
      </p>
      <h1>Timeline</h1>
      <Show of={loaded} list={allAssessments}>
        {({ entries, whole }) =>
          entries.length === 0 ? (
            <Empty title="Nothing has happened yet" />
          ) : (
            <div class="stack">
              {!whole && (
                <Notice kind="warn">
                  <p>It is longer than what is shown: this is its beginning.</p>
                </Notice>
              )}
              <Playback drafts={draftsOf(entries)} names={names} />
              <TimelineTable entries={entries} names={names} startedAt={card.value?.startedAt ?? null} />
            </div>
          )
        }
      </Show>
    </Page>
  );
}
