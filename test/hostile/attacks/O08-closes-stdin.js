// expect: AC; input: 4 MiB
exports.attack = () => {
  require('node:fs').closeSync(0);
  setTimeout(() => console.log('right'), 100);
};
