/** What a check found. */
export interface Finding {
  name: string;
  ok: boolean;
  /** What was seen, with figures. */
  detail: string;
  /** What to do; `null` when it is ok. */
  cure: string | null;
}

export type Result = Omit<Finding, 'name'>;

export const healthy = (detail: string): Result => ({ ok: true, detail, cure: null });
export const broken = (detail: string, cure: string): Result => ({ ok: false, detail, cure });

export const setupCure = 'Run the set-up again: npm run setup';

/** A check that throws has found that what it looks at does not work. */
export async function check(name: string, look: () => Promise<Result> | Result, cure: string): Promise<Finding> {
  try {
    return { name, ...(await look()) };
  } catch (error) {
    return { name, ...broken((error as Error).message, cure) };
  }
}
