// expect: RTE | OLE file
exports.attack = () => {
  const fs = require('node:fs');
  fs.ftruncateSync(fs.openSync('/tmp/sparse', 'w'), 2 ** 50);
};
