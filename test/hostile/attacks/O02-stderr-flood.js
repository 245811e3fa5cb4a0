// expect: OLE stderr
exports.attack = () => {
  for (;;) require('node:fs').writeSync(2, 'spam'.repeat(16384));
};
