/** The reason of a verdict, in few words, as it stands beside it. What is in words already stays: see README, "Verdicts". */
export function reasonWords(reason: string): string {
  const [kind = '', detail = ''] = reason.split(':', 2);
  if (kind === 'exit' && /^\d+$/.test(detail)) return `exit status ${detail}`;
  if (kind === 'signal' && /^SIG[A-Z0-9]+$/.test(detail)) return `ended by ${detail}`;
  if (kind === 'start' && /^E[A-Z0-9]+$/.test(detail)) return `did not start (${detail})`;
  return short.get(reason) ?? reason;
}

const short = new Map([
  ['cpu', 'computed too long'],
  ['wall', 'waited too long'],
  ['memory', 'used too much memory'],
  ['stdout', 'printed too much'],
  ['stderr', 'too much on standard error'],
  ['file', 'wrote too large a file'],
]);
