/** The folders of the format, and what a solution in them must get. */
export const expectations = [
  { value: 'accepted', text: 'Accepted' },
  { value: 'wrong_answer', text: 'Wrong answer' },
  { value: 'time_limit_exceeded', text: 'Time limit exceeded' },
  { value: 'run_time_error', text: 'Run-time error' },
  { value: 'rejected', text: 'Anything but accepted' },
  { value: 'brute_force', text: 'Right but too slow, or out of memory' },
] as const;

export function expectationWords(folder: string): string {
  return expectations.find(({ value }) => value === folder)?.text ?? folder;
}
