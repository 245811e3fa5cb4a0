// expect: AC
const fs = require('node:fs');

exports.attack = () => {
  const wanted = /\.(ans|in|out)$|^expected|^answer|^test|secret/;
  const found = [];
  for (const place of ['/box', '/tmp', '/var', '/etc', '/home', '/root', '/run', '/mnt', '/opt', '/srv', '/sup', '/dev']) {
    try {
      for (const name of fs.readdirSync(place, { recursive: true })) {
        if (wanted.test(name.split('/').pop())) found.push(`${place}/${name}`);
      }
    } catch {}
  }
  for (const secret of ['environ', 'maps', 'mem', 'fd/0', 'root/box', 'cwd/box']) {
    try {
      fs.openSync(`/proc/1/${secret}`);
      found.push(secret);
    } catch {}
  }
  console.log(found.length === 0 ? 'right' : found);
};
