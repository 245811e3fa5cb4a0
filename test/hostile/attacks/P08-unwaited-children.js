// expect: TLE cpu
const { spawn } = require('node:child_process');

exports.attack = () => {
  for (let i = 0; i < 2; i += 1) spawn('/bin/sh', ['-c', 'while :; do :; done'], { detached: true, stdio: 'ignore' });
  setInterval(() => {}, 1e6);
};
