import Type, { type Static } from 'typebox';

/** What a candidate sees of the secret groups: nothing, or verdict and score of each group. Never their data. */
export const Feedback = Type.Enum(['samples', 'groups']);
export type Feedback = Static<typeof Feedback>;

/** A problem as it is at one version, with what it is worth. */
export const AssessmentProblem = Type.Object(
  {
    slug: Type.String({ minLength: 1, maxLength: 64 }),
    version: Type.String({ description: 'SHA-256 of the package: fixed, whatever is published later' }),
    name: Type.String({ description: 'as it is at that version' }),
    points: Type.Number({ exclusiveMinimum: 0, maximum: 100_000 }),
  },
  { additionalProperties: false },
);
export type AssessmentProblem = Static<typeof AssessmentProblem>;

/** What reviewers rate by hand, from 1 to 5. */
export const Criterion = Type.Object(
  {
    key: Type.String({ pattern: '^[a-z0-9][a-z0-9-]{0,39}$' }),
    title: Type.String({ minLength: 1, maxLength: 200 }),
    weight: Type.Number({ exclusiveMinimum: 0, maximum: 1000 }),
  },
  { additionalProperties: false },
);
export type Criterion = Static<typeof Criterion>;

/** Everything that an attempt is held to. An attempt keeps those that it was started with. */
export interface AssessmentRules {
  title: string;
  /** Markdown. */
  instructions: string;
  problems: AssessmentProblem[];
  durationMinutes: number;
  /** Ids of the runtimes that may be used; `null` is all that the problem takes. */
  runtimes: string[] | null;
  /** Of the points; `null`: none is set. */
  passMarkPercent: number | null;
  feedback: Feedback;
  /** Submissions of each problem; `null` is as many as one likes. */
  submissionLimit: number | null;
}

export interface Assessment {
  id: string;
  rev: number;
  /** Grows when `rules` change: attempts are compared within one version. */
  version: number;
  rules: AssessmentRules;
  /** An attempt can be started from `opensAt` until `closesAt`, and then has its full time. `null`: no bound. */
  opensAt: string | null;
  closesAt: string | null;
  rubric: Criterion[];
  /** Name and e-mail are hidden from whoever rates. */
  blind: boolean;
  archived: boolean;
  createdAt: string;
  /** `staff:<id>` or `key:<id>`. */
  createdBy: string;
}

/** A person's right to one attempt. */
export interface Invitation {
  id: string;
  rev: number;
  assessmentId: string;
  name: string;
  /** Lower case. */
  email: string;
  extraTimePercent: number;
  expiresAt: string | null;
  /** SHA-256 (hex) of the token in the link; unique. The link itself is shown once and not kept. */
  tokenHash: string;
  state: 'sent' | 'opened' | 'canceled';
  /**
   * Of its attempt, from the first opening on; one of its own, or an invitation's id would tell whose a blind attempt is.
   * The attempt itself comes a moment later.
   */
  attemptId: string | null;
  /** `mailing`, `mailed`, `failed: <why>`, or `shown` where no mail server is configured. */
  delivery: string;
  createdAt: string;
  createdBy: string;
  /** The invitation that this one follows. */
  replaces: string | null;
  /** `<assessment>/<e-mail>`, unique: a person has one invitation; `null` once it is canceled or followed by another. */
  openKey: string | null;
}
