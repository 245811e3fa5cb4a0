/** One of those who took the demo before: what they handed in, in order. Solutions are of the package's own. */
export interface DemoPerson {
  name: string;
  email: string;
  parts: readonly { problem: string; runtime: string; solution: string; pasted?: boolean }[];
}

const brackets = (solution: string) => ({ problem: 'brackets', solution: `submissions/${solution}` });
const rates = (solution: string) => ({ problem: 'ratelimiter', solution: `submissions/${solution}` });

/** All verdicts that a reviewer wants to have seen; the last one has somebody else's program. */
export const demoPeople: readonly DemoPerson[] = [
  {
    name: 'Ada Demo',
    email: 'ada@example.com',
    parts: [
      { ...brackets('wrong_answer/stripped.py'), runtime: 'python' },
      { ...brackets('accepted/brackets.py'), runtime: 'python' },
      { ...rates('accepted/ratelimiter.py'), runtime: 'python' },
    ],
  },
  {
    name: 'Grace Demo',
    email: 'grace@example.com',
    parts: [
      { ...brackets('time_limit_exceeded/find_partner.go'), runtime: 'go' },
      { ...rates('accepted/ratelimiter.go'), runtime: 'go' },
    ],
  },
  {
    name: 'Alan Demo',
    email: 'alan@example.com',
    parts: [
      { ...brackets('wrong_answer/look_back.js'), runtime: 'node' },
      { ...rates('time_limit_exceeded/search_log.js'), runtime: 'node' },
    ],
  },
  {
    name: 'Kim Demo',
    email: 'kim@example.com',
    parts: [{ ...brackets('accepted/brackets.py'), runtime: 'python', pasted: true }],
  },
];
