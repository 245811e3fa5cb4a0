import type { Collection, Collections, Doc } from '../ports.ts';

/** What `find` may ask for. Fields named here hold a scalar or are missing, and each has an index. */
export interface CollectionSpec {
  indexes: readonly string[];
  /** At most one document for each text; `null` and missing do not count. Such a field holds nothing else. */
  unique: readonly string[];
  /**
   * `[field, sorted by, ...filtered by]`: lists of many documents that are read a page at a time. All are among `indexes`.
   * What matches nothing is told by the index alone, and so is how many have these values in the first two.
   */
  lists?: readonly (readonly [string, string, ...string[]])[];
  /** Of the indexes: those that many documents have the same value in. SQLite, which cannot tell, then takes another one. */
  coarse?: readonly string[];
  /** What lists do without: fields, or `field.member`. None of it is among `indexes`. */
  bulky?: readonly string[];
}

type FieldsOf<C> = C extends Pick<Collection<infer T>, 'find'> ? readonly (keyof T & string)[] : never;
type Spec<C> = {
  indexes: FieldsOf<C>;
  unique: FieldsOf<C>;
  lists?: readonly (readonly [FieldsOf<C>[number], FieldsOf<C>[number], ...FieldsOf<C>])[];
  coarse?: FieldsOf<C>;
  bulky?: readonly string[];
};

/** Of an assessment's table. */
const tableFilters = ['search', 'state', 'decision', 'passed', 'assessmentVersion'] as const;

/** Every collection and its indexes, for all stores. A new one is one line here and one in `Store`. */
export const collectionSpecs: { [K in keyof Collections]: CollectionSpec } = {
  submissions: {
    indexes: ['state', 'problem', 'kind', 'attemptId', 'of', 'rejudgeId', 'unsettled', 'lane', 'doneAt'],
    unique: ['idempotencyKey', 'slot'],
    lists: [
      ['lane', 'doneAt'],
      ['rejudgeId', 'state'],
    ],
    coarse: ['state', 'problem', 'kind'],
    bulky: ['files', 'result.compile', 'result.groups'],
  },
  runs: { indexes: ['submissionId'], unique: [] },
  staff: { indexes: ['state'], unique: ['email', 'inviteHash'] },
  sessions: { indexes: ['staffId', 'attemptId', 'expiresAt'], unique: [] },
  keys: { indexes: ['revokedAt', 'createdBy'], unique: ['keyHash'] },
  audit: { indexes: ['actor', 'action', 'target', 'at'], unique: [], coarse: ['action'] },
  settings: { indexes: [], unique: [] },
  assessments: { indexes: ['archived'], unique: [] },
  invitations: {
    indexes: ['assessmentId', 'email', 'state'],
    unique: ['tokenHash', 'openKey'],
    lists: [['assessmentId', 'state']],
    coarse: ['state'],
  },
  attempts: {
    indexes: [
      'assessmentId',
      'assessmentVersion',
      'state',
      'endsAt',
      'score',
      'name',
      'search',
      'startedAt',
      'finishedAt',
      'decision',
      'passed',
      'unannounced',
      'cohort',
    ],
    unique: [],
    lists: [
      ['cohort', 'score'],
      ['assessmentId', 'state', 'decision'],
      ['assessmentId', 'score', ...tableFilters],
      ['assessmentId', 'name', ...tableFilters],
      ['assessmentId', 'startedAt', ...tableFilters],
      ['assessmentId', 'finishedAt', ...tableFilters],
      ['state', 'endsAt'],
    ],
    coarse: ['assessmentVersion', 'state', 'decision', 'passed'],
  },
  drafts: { indexes: ['attemptId', 'problem'], unique: [] },
  timeline: { indexes: ['attemptId'], unique: [] },
  reviews: { indexes: ['attemptId', 'reviewerId'], unique: [] },
  chunks: { indexes: ['writtenAt'], unique: [] },
  workingCopies: { indexes: [], unique: [] },
  authoredProblems: { indexes: [], unique: [] },
  problemVersions: { indexes: ['slug', 'version', 'number'], unique: [], lists: [['slug', 'number']] },
  authoringJobs: { indexes: ['state', 'slug', 'kind'], unique: ['ofVersion'], coarse: ['state', 'kind'] },
  trials: {
    indexes: ['jobId'],
    unique: [],
    bulky: ['input', 'answer', 'output', 'stderr', 'message', 'whole'],
  },
  rejudges: { indexes: ['state', 'problem'], unique: ['open'], coarse: ['state'] },
  rejudgeEffects: { indexes: ['rejudgeId', 'kind'], unique: [], coarse: ['kind'] },
  pastResults: { indexes: ['submissionId', 'rejudgeId'], unique: [], coarse: ['rejudgeId'] },
  similarityReports: { indexes: ['assessmentId', 'dueAt'], unique: [] },
  similarPairs: { indexes: ['reportId', 'similarity'], unique: [], lists: [['reportId', 'similarity']] },
  webhooks: { indexes: ['active'], unique: [] },
  deliveries: {
    indexes: ['webhookId', 'state', 'nextAt', 'createdAt'],
    unique: [],
    lists: [
      ['webhookId', 'nextAt'],
      ['webhookId', 'createdAt'],
    ],
    coarse: ['state'],
  },
} satisfies { [K in keyof Collections]: Spec<Collections[K]> };

/** The columns of an index: what filters a list comes behind the id, which lists are sorted by at last. */
export function columnsOf(fields: readonly string[], id: string): string[] {
  return [...fields.slice(0, 2), id, ...fields.slice(2)];
}

export function eachCollection(make: (name: string, spec: CollectionSpec) => Collection<Doc>): Collections {
  const made = Object.entries(collectionSpecs).map(([name, spec]) => [name, make(name, spec)]);
  return Object.fromEntries(made) as Collections;
}
