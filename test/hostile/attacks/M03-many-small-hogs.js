// expect: MLE | TLE
const { spawn } = require('node:child_process');

exports.attack = () => {
  for (let i = 0; i < 5; i += 1) spawn(process.execPath, ['-e', 'Buffer.alloc(30 << 20, 1); setInterval(() => {}, 1e6)']);
};
