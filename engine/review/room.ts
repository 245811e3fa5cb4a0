import type { Clock, Problems, Store } from '../ports.ts';
import { type Compare, createCompare } from './compare.ts';
import { type Counts, createCounts } from './counts.ts';
import { createDecisions, type Decisions } from './decisions.ts';
import { createDifferences, type Differences } from './differences.ts';
import { createGrowths, type Growths, type GrowthsDeps } from './growth.ts';
import { createLabels, type Labels } from './labels.ts';
import { createReviews, type Reviews } from './reviews.ts';
import { createScorecards, type Scorecards } from './scorecard.ts';
import { type AttemptTable, createAttemptTable } from './table.ts';
import { createTargetNames, type TargetNames } from './target-names.ts';

/** All that reviewers read and write. */
export interface ReviewRoom {
  scorecards: Scorecards;
  reviews: Reviews;
  decisions: Decisions;
  differences: Differences;
  growths: Growths;
  counts: Counts;
  labels: Labels;
  targetNames: TargetNames;
  table: AttemptTable;
  compare: Compare;
}

export interface ReviewRoomDeps {
  store: Store;
  problems: Pick<Problems, 'get'>;
  references: GrowthsDeps['references'];
  clock: Pick<Clock, 'now'>;
  newId(): string;
}

export function createReviewRoom(deps: ReviewRoomDeps): ReviewRoom {
  const reviews = createReviews(deps);
  return {
    reviews,
    scorecards: createScorecards({ ...deps, reviews }),
    decisions: createDecisions(deps),
    differences: createDifferences(deps),
    growths: createGrowths(deps),
    counts: createCounts(deps),
    labels: createLabels(deps),
    targetNames: createTargetNames(deps),
    table: createAttemptTable(deps),
    compare: createCompare(deps),
  };
}
