import { Growth } from '../../../engine/model/growth.ts';
import { withExamples } from '../parts/example.ts';

const oneCase = { group: 'secret', verdict: 'AC' };

export const GrowthView = withExamples(Growth, [
  {
    ...{ runtime: 'python', timeLimitMs: 1000 },
    cases: [
      { ...oneCase, name: 'secret/1', index: 1, inputBytes: 16_816, cpuTimeMs: 48 },
      { ...oneCase, name: 'secret/2', index: 2, inputBytes: 289_622, cpuTimeMs: 1000, verdict: 'TLE' },
    ],
    fit: null,
    references: {
      ...{ state: 'measured', words: '' },
      solutions: [{ runtime: 'python', solution: 'submissions/accepted/main.py', cpuTimesMs: [24, 190], fit: null }],
    },
    words:
      'Too few cases take long enough, and differ enough in size, to say how its CPU time grows. With 283 KiB it runs into the time limit; the reference takes 190 ms.',
  },
]);
