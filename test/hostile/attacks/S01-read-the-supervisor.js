// expect: AC
const fs = require('node:fs');

exports.attack = () => {
  const done = ['mem', 'environ', 'maps', 'fd', 'fd/0', 'root/box', 'cwd/box', 'io', 'task/1/mem'].filter((name) => {
    try {
      return fs.openSync(`/proc/1/${name}`) > 0;
    } catch {
      return false;
    }
  });
  console.log(done.length === 0 ? 'right' : done);
};
