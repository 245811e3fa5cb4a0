// expect: TLE cpu
const { Worker } = require('node:worker_threads');

exports.attack = () => {
  for (let i = 0; i < 4; i += 1) new Worker('for (;;);', { eval: true });
};
