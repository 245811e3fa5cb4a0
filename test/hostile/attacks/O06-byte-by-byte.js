// expect: OLE stdout | TLE | WA
exports.attack = () => {
  for (let i = 0; i < 2_000_000; i += 1) require('node:fs').writeSync(1, 'x');
};
