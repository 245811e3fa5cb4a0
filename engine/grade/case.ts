import { check } from '../check/check.ts';
import type { Validators } from '../check/program.ts';
import { AppError, isAppError } from '../errors.ts';
import type { CheckResult } from '../model/check.ts';
import type { Problem, TestCase, TestGroup } from '../model/problem.ts';
import type { RunFacts, RunLimits, RunResult } from '../model/run.ts';
import type { CaseResult, RunRecord } from '../model/submission.ts';
import type { Verdict } from '../model/verdict.ts';
import { classify } from './classify.ts';
import { excerptOf, excerptOfHead } from './excerpt.ts';
import type { Program } from './program.ts';
import { scoreCase } from './score.ts';

export interface CaseRequest {
  problem: Problem;
  group: TestGroup;
  testCase: TestCase;
  program: Program;
  limits: RunLimits;
  validators: Validators;
  signal: AbortSignal;
}

/** What is stored of a case beside its result: its bytes. */
export type CaseRecord = Omit<RunRecord, 'id' | 'rev' | 'submissionId'>;

/** How a run ended and what was made of its output. */
interface Judgement {
  verdict: Verdict;
  reason: string | null;
  check: CheckResult | null;
  message: string | null;
}

/** Runs a program on one case and decides. Throws SANDBOX_FAULT, or the signal's reason. */
export async function gradeCase(request: CaseRequest): Promise<{ result: CaseResult; record: CaseRecord }> {
  const { group, testCase, program, signal } = request;
  // Read while the program runs, which waits for nobody.
  const excerpts = Promise.all([excerptOf(testCase.input), excerptOf(testCase.answer)]);
  excerpts.catch(() => {});
  const run = await program.run({ args: testCase.args, stdin: testCase.input }, signal);
  await using _ = run.stdout;
  const judgement = await judge(request, run);
  const [input, answer] = await excerpts;
  const record = {
    caseName: testCase.name,
    sample: group.sample,
    input,
    answer,
    output: await excerptOf(run.stdout, run.facts.stdoutBytes),
    stderr: excerptOfHead(run.stderr, run.facts.stderrBytes),
    message: judgement.message,
  };
  return { result: resultOf(request, run.facts, judgement), record };
}

async function judge(request: CaseRequest, run: RunResult): Promise<Judgement> {
  const ending = classify(run.facts, request.limits);
  if (ending?.verdict === 'IE') throw new AppError('SANDBOX_FAULT', `On ${request.testCase.name}: ${ending.reason}.`);
  if (ending) return { ...ending, check: null, message: null };
  try {
    const checked = await checkOutput(request, run);
    const verdict = checked.accepted ? 'AC' : 'WA';
    return { verdict, reason: null, check: checked, message: checked.message };
  } catch (error) {
    if (!isAppError(error, 'VALIDATOR_FAULT')) throw error;
    return ofBrokenValidator(error);
  }
}

/** The package's fault: the reason has no word that a validator may have taken from the secret data. */
function ofBrokenValidator(error: AppError): Judgement {
  return { verdict: 'IE', reason: 'the output validator failed', check: null, message: error.message };
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
