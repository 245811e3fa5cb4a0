import type { Problem } from '../engine/model/problem.ts';
import { type ProblemView, sampleCasesOf, sampleViewOf } from './schemas/grading/problem.ts';
import { textHead } from './text-head.ts';

/** Of each sample's input and answer. */
const sampleBytes = 16 * 1024;

/** The samples as people see them. */
export async function samplesOf(problem: Problem): Promise<ProblemView['samples']> {
  const samples = [];
  for (const sample of sampleCasesOf(problem)) {
    const { input, answer: solution } = sample.shown ?? sample;
    const texts = { input: await textHead(input, sampleBytes), answer: await textHead(solution, sampleBytes) };
    samples.push(sampleViewOf(sample, texts));
  }
  return samples;
}
