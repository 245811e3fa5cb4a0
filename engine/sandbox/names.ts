import { constants } from 'node:os';

/** Linux numbers, which are what the box reports, whatever the engine itself runs on. */
const signals = [
  ...[
    'HUP',
    'INT',
    'QUIT',
    'ILL',
    'TRAP',
    'ABRT',
    'BUS',
    'FPE',
    'KILL',
    'USR1',
    'SEGV',
    'USR2',
    'PIPE',
    'ALRM',
    'TERM',
  ],
  ...['STKFLT', 'CHLD', 'CONT', 'STOP', 'TSTP', 'TTIN', 'TTOU', 'URG', 'XCPU', 'XFSZ', 'VTALRM', 'PROF', 'WINCH', 'IO'],
  ...['PWR', 'SYS'],
];

/** `SIGSEGV` for 11; real-time signals are `SIGRT<n>`. */
export function signalName(number: number): string {
  const name = signals[number - 1];
  return name === undefined ? `SIGRT${number}` : `SIG${name}`;
}

const errnos = new Map(Object.entries(constants.errno).map(([name, number]) => [number, name]));

export function errnoName(number: number): string {
  return errnos.get(number) ?? `errno ${number}`;
}
