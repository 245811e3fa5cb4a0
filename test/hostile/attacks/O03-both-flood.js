// expect: OLE
const { writeSync } = require('node:fs');

exports.attack = () => {
  const spam = 'spam'.repeat(16384);
  for (;;) [1, 2].forEach((fd) => writeSync(fd, spam));
};
