import type { Scorecard } from '../../../../engine/model/scorecard.ts';
import { duration, instant, number } from '../../shared/format.ts';
import { Histogram } from './histogram.tsx';
import { Picture } from './picture.tsx';
import { counted, passedWords } from './words.ts';

export function Summary({ card }: { card: Scorecard }) {
  const { score, maxScore, percent, passed, passMarkPercent, cohort, clock } = card;
  const { finished, percentile } = cohort;
  return (
    <div class="columns">
      <section class="card" aria-label="Score">
        <dl class="figures">
          <Figure name="Score" value={`${number(score)} of ${number(maxScore)}`} />
          <Figure name="Percent" value={percent === null ? '–' : `${number(percent)} %`} />
          {passMarkPercent !== null && (
            <Figure
              name={`Pass mark ${number(passMarkPercent)} %`}
              value={passed === null || card.state !== 'finished' ? 'Open' : passedWords(passed)}
            />
          )}
          <Figure name="Time used" value={`${duration(clock.usedMs)} of ${duration(clock.allowedMs)}`} />
        </dl>
        <Picture problems={card.problems} />
      </section>
      <section class="card" aria-label="Among the others">
        <h2>Among the others</h2>
        {percentile === null ? (
          <p class="hint">The place is known once the attempt is finished.</p>
        ) : (
          <p>
            Better than <strong>{number(percentile, 0)} %</strong> of {finished === 1 ? 'the one' : `the ${finished}`}{' '}
            finished at this version; equals count half.
          </p>
        )}
        {finished > 0 && <Histogram parts={cohort.histogram} />}
        <Clock card={card} />
      </section>
    </div>
  );
}

function Figure({ name, value }: { name: string; value: string }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{value}</dd>
    </div>
  );
}

const stopWords = { pause: 'Paused', outage: 'Outage', queue: 'Waited for grading' };

/** When it was, what was given back, and what the page told. */
function Clock({ card: { startedAt, endedAt, clock, evidence } }: { card: Scorecard }) {
  return (
    <>
      <h3>Time and conduct</h3>
      <ul class="plain-list">
        <li>
          {instant(startedAt)} to {endedAt === null ? 'now' : instant(endedAt)}
        </li>
        {clock.extraTimePercent > 0 && <li>{number(clock.extraTimePercent)} % extra time</li>}
        {clock.addedMs > 0 && <li>{duration(clock.addedMs)} given by reviewers</li>}
        {clock.stops.map((stop) => (
          <li key={stop.from}>
            {stopWords[stop.kind]}, {instant(stop.from)}
            {stop.to && `, for ${duration(Date.parse(stop.to) - Date.parse(stop.from))}`}: {stop.reason}
          </li>
        ))}
        <li>
          {counted(evidence.pastes, 'paste')}, left the page {counted(evidence.focusLosses, 'time')}.{' '}
          <span class="soft">{evidence.note}</span>
        </li>
      </ul>
    </>
  );
}
