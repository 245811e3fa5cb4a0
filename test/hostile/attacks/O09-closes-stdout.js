// expect: WA
exports.attack = () => {
  require('node:fs').closeSync(1);
  process.reallyExit(0);
};
