// expect: OLE stdout
exports.attack = () => {
  for (;;) require('node:fs').writeSync(1, 'spam'.repeat(16384));
};
