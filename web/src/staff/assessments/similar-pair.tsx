import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { useRoute } from 'preact-iso';
import type { SimilarPairDetail } from '../../../../api/schemas/review/similarity.ts';
import type { SourceFile } from '../../../../engine/model/submission.ts';
import { get } from '../../shared/api.ts';
import { Button } from '../../shared/button.tsx';
import { number } from '../../shared/format.ts';
import { Show, useLoaded } from '../../shared/load.tsx';
import { Page } from '../../shared/page.tsx';
import { type Mark, Source } from '../attempts/source.tsx';
import { Who } from './similar-pairs.tsx';

type Side = 'left' | 'right';

/** Two sources side by side, with what matches what. */
export default function SimilarPair() {
  const { id = '', problem = '', left = '', right = '' } = useRoute().params;
  const path = `/api/assessments/${id}/similarity/${problem}/pairs/${left}/${right}`;
  const loaded = useLoaded(path, (signal) => get<SimilarPairDetail>(path, signal));
  return (
    <Page title="Similar pair" width="wide">
      <p class="crumbs">
        <a href={`/assessments/${id}/similarity`}>Similarity</a> / {problem}
      </p>
      <h1>Side by side</h1>
      <Show of={loaded} list={{ href: `/assessments/${id}/similarity`, text: 'All pairs' }}>
        {(pair) => <Pair pair={pair} />}
      </Show>
    </Page>
  );
}

function Pair({ pair }: { pair: SimilarPairDetail }) {
  const chosen = useSignal(0);
  const { regions, similarity, sources } = pair;
  const go = (by: number) => {
    chosen.value = (chosen.value + by + regions.length) % regions.length;
  };
  useEffect(() => {
    for (const line of document.querySelectorAll('.source .marked-now:not(.marked-now + .marked-now)')) {
      line.scrollIntoView({ block: 'nearest' });
    }
  }, [chosen.value]);
  const marksOf = (side: Side, file: SourceFile): Mark[] => [
    ...regions.flatMap((region, index) => markOf(region[side], { file, index })),
    ...markOf(regions[chosen.value]?.[side], { file, index: chosen.value, now: true }),
  ];
  return (
    <>
      <div class="row">
        <strong>{number(similarity * 100, 0)} % alike</strong>
        {regions.length > 0 && (
          <>
            <Button onPress={() => go(-1)}>Previous region</Button>
            <Button onPress={() => go(1)}>Next region</Button>
            <span role="status">
              Region {chosen.value + 1} of {regions.length}
            </span>
          </>
        )}
      </div>
      <div class="two">
        {(['left', 'right'] as const).map((side) => (
          <section key={side} aria-label={side === 'left' ? 'Left' : 'Right'}>
            <h2>
              <Who side={pair[side]} />
            </h2>
            {sources[side].map((file) => (
              <div key={file.name}>
                <h3>{file.name}</h3>
                <Source file={file} whose={side} marks={marksOf(side, file)} />
              </div>
            ))}
          </section>
        ))}
      </div>
    </>
  );
}

function markOf(
  region: SimilarPairDetail['regions'][number][Side] | undefined,
  { file, index, now = false }: { file: SourceFile; index: number; now?: boolean },
): Mark[] {
  if (region === undefined || region.file !== file.name) return [];
  // A region that ends before the first column of a line has nothing of that line.
  const toLine = region.toColumn === 0 ? Math.max(region.fromLine, region.toLine - 1) : region.toLine;
  const says = now ? `Region ${index + 1}, this one` : `Region ${index + 1}`;
  return [{ fromLine: region.fromLine, toLine, look: now ? 'marked-now' : 'marked', says, shown: true }];
}
