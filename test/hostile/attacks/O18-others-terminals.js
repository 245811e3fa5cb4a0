// expect: AC
const fs = require('node:fs');

exports.attack = () => {
  const paths = ['/dev/console', '/dev/tty', '/dev/pts/0', '/dev/kmsg', '/proc/sysrq-trigger', '/dev/mem'];
  for (let fd = 0; fd < 20; fd += 1) paths.push(`/proc/1/fd/${fd}`);
  const opened = paths.filter((path) => {
    try {
      fs.writeSync(fs.openSync(path, 'w'), 'spam');
      return true;
    } catch {
      return false;
    }
  });
  console.log(opened.length === 0 ? 'right' : opened);
};
