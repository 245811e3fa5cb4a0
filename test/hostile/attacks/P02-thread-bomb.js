// expect: RTE | TLE | MLE
const { Worker } = require('node:worker_threads');

exports.attack = () => {
  for (let i = 0; i < 1000; i += 1) new Worker('setInterval(() => {}, 1000)', { eval: true });
};
