import { check } from '../check/check.ts';
import type { Validators } from '../check/program.ts';
import { AppError, isAppError } from '../errors.ts';
import type { CheckResult } from '../model/check.ts';
import type { Content } from '../model/content.ts';
import type { Problem, TestCase, TestGroup } from '../model/problem.ts';
import type { RunFacts, RunLimits, RunResult } from '../model/run.ts';
import type { CaseResult, Excerpt, RunRecord } from '../model/submission.ts';
import type { Verdict } from '../model/verdict.ts';
import { classify } from './classify.ts';
import { type Allowance, excerptAround, excerptOf, excerptOfHead } from './excerpt.ts';
import type { Program } from './program.ts';
import { scoreCase } from './score.ts';

export interface CaseRequest {
  problem: Problem;
  group: TestGroup;
  testCase: TestCase;
  program: Program;
  limits: RunLimits;
  validators: Validators;
  allowance: Allowance;
  /** Given the output of a program that ended by itself. */
  onOutput?(caseName: string, output: Content): Promise<void>;
  signal: AbortSignal;
}

/** What is stored of a case beside its result: its bytes. */
export type CaseRecord = Omit<RunRecord, 'id' | 'rev' | 'submissionId'>;

/** How a run ended and what was made of its output. */
interface Judgement {
  verdict: Verdict;
  reason: string | null;
  check: CheckResult | null;
  said: Said;
}

type Said = Pick<RunRecord, 'message' | 'teamMessage'>;

/** Runs a program on one case and decides. Throws SANDBOX_FAULT, or the signal's reason. */
export async function gradeCase(request: CaseRequest): Promise<{ result: CaseResult; record: CaseRecord }> {
  const { testCase, program, signal } = request;
  // Read while the program runs, which waits for nobody.
  const heads = headsOf(request);
  heads.catch(() => {});
  const run = await program.run({ args: testCase.args, stdin: testCase.input }, signal);
  await using _ = run.stdout;
  const judgement = await judge(request, run);
  if (isOfChecker(judgement)) await request.onOutput?.(testCase.name, run.stdout);
  return {
    result: resultOf(request, run.facts, judgement),
    record: await recordOf(request, { run, judgement, heads: await heads }),
  };
}

type Heads = { input: Excerpt; answer: Excerpt };

async function headsOf({ group, testCase, allowance }: CaseRequest): Promise<Heads> {
  const keepBytes = allowance.oneBytes(group.sample ? 'sample' : 'passing');
  const [input, answer] = [excerptOf(testCase.input, keepBytes), excerptOf(testCase.answer, keepBytes)];
  return { input: await input, answer: await answer };
}

async function recordOf(
  { group, testCase, allowance }: CaseRequest,
  { run: { stdout, stderr, facts }, judgement, heads }: { run: RunResult; judgement: Judgement; heads: Heads },
): Promise<CaseRecord> {
  const kept = group.sample ? 'sample' : judgement.verdict === 'AC' ? 'passing' : 'failing';
  const keepBytes = allowance.oneBytes(kept);
  const at = kept === 'failing' ? judgement.check?.differsAt : undefined;
  const bytes = {
    input: kept === 'failing' ? await excerptOf(testCase.input, keepBytes) : heads.input,
    answer: at ? await excerptAround(testCase.answer, { at: at.answer, keepBytes }) : heads.answer,
    output: at
      ? await excerptAround(stdout, { at: at.output, keepBytes, sizeBytes: facts.stdoutBytes })
      : await excerptOf(stdout, keepBytes, facts.stdoutBytes),
    stderr: excerptOfHead(stderr, keepBytes, facts.stderrBytes),
  };
  allowance.spend(kept, ...Object.values(bytes));
  return { caseName: testCase.name, sample: group.sample, ...bytes, ...judgement.said };
}

/** Whether the program ended by itself and well. */
function isOfChecker({ verdict }: Judgement): boolean {
  return verdict === 'AC' || verdict === 'WA';
}

async function judge(request: CaseRequest, run: RunResult): Promise<Judgement> {
  const ending = classify(run.facts, request.limits);
  if (ending?.verdict === 'IE') throw new AppError('SANDBOX_FAULT', `On ${request.testCase.name}: ${ending.reason}.`);
  if (ending) return { ...ending, check: null, said: { message: null } };
  try {
    const checked = await checkOutput(request, run);
    const verdict = checked.accepted ? 'AC' : 'WA';
    return { verdict, reason: null, check: checked, said: saidBy(checked) };
  } catch (error) {
    if (!isAppError(error, 'VALIDATOR_FAULT')) throw error;
    return ofBrokenValidator(error);
  }
}

function saidBy({ message, teamMessage }: CheckResult): Said {
  return { message, ...(teamMessage !== undefined && { teamMessage }) };
}

/** The package's fault: the reason has no word that a validator may have taken from the secret data. */
function ofBrokenValidator({ message }: AppError): Judgement {
  const said = { message, teamMessage: null };
  return { verdict: 'IE', reason: 'the output validator failed', check: null, said };
}

function checkOutput({ problem, testCase, validators, signal }: CaseRequest, { stdout }: RunResult) {
  const { checker } = testCase;
  return checker.kind === 'program'
    ? validators.check({ problem, testCase, output: stdout, signal })
    : check(checker, testCase.answer, stdout);
}

function resultOf({ problem, group, testCase }: CaseRequest, facts: RunFacts, judgement: Judgement): CaseResult {
  const { verdict, reason, check: checked } = judgement;
  const { cpuTimeMs, wallTimeMs, memoryPeakKb, leftoverProcesses } = facts;
  const measured = { cpuTimeMs, wallTimeMs, memoryPeakKb, leftoverProcesses };
  return scoreCase({ problem, group, result: { name: testCase.name, verdict, reason, ...measured }, check: checked });
}
