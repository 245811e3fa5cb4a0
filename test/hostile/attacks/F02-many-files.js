// expect: RTE exit:1
exports.attack = () => {
  for (let i = 0; i < 1_000_000; i += 1) require('node:fs').mkdirSync(`/tmp/${i}`);
};
