// expect: AC
const fs = require('node:fs');

exports.attack = () => {
  const done = [];
  for (const path of ['/box/main.js', '/box/attack.js', process.execPath, '/proc/1/exe', '/sup/supervisor', '/sup/check']) {
    for (const act of [
      () => fs.openSync(path, 'r+'),
      () => fs.chmodSync(path, 0o777),
      () => fs.unlinkSync(path),
      () => fs.truncateSync(path),
      () => fs.symlinkSync('/tmp/new', path),
    ]) {
      try {
        act();
        done.push(path);
      } catch {}
    }
  }
  console.log(done.length === 0 ? 'right' : done);
};
