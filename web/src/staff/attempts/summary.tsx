import type { Cohort, Scorecard } from '../../../../engine/model/scorecard.ts';
import { duration, instant, number } from '../../shared/format.ts';
import { Histogram } from './histogram.tsx';
import { Picture } from './picture.tsx';
import { counted, passedWords } from './words.ts';

export function Summary({ card }: { card: Scorecard }) {
  const { score, maxScore, percent, passed, passMarkPercent, cohort, clock } = card;
  return (
    <div class="columns">
      <section class="card" aria-label="Score">
        <dl class="figures">
          <Figure
            name={percent === null ? 'Score' : `Score: ${number(percent)} %`}
            value={`${number(score)} of ${number(maxScore)}`}
          />
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
        <Place cohort={cohort} />
        {cohort.finished > 1 && <Histogram parts={cohort.histogram} />}
        <Clock card={card} />
      </section>
    </div>
  );
}

/** In words that hold for two as well as for thousands. */
function Place({ cohort: { finished, lower, equal, percentile } }: { cohort: Cohort }) {
  if (percentile === null || lower === null || equal === null)
    return <p class="hint">Its place is known once the attempt is finished.</p>;
  if (finished < 2) return <p>The only one finished so far: there is nobody to compare it with.</p>;
  if (finished === 2) {
    const to = lower > 0 ? 'Better than' : equal > 0 ? 'Equal to' : 'Below';
    return <p>{to} the one other that finished at this version.</p>;
  }
  return (
    <p>
      Better than <strong>{lower.toLocaleString()}</strong> of the {(finished - 1).toLocaleString()} others that
      finished at this version{equal > 0 && `, equal to ${equal.toLocaleString()}`}: percentile {number(percentile, 0)}.
    </p>
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
