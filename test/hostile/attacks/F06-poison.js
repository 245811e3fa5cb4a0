// expect: AC
const fs = require('node:fs');

exports.attack = () => {
  const places = ['/tmp', '/dev/mqueue', '/dev/shm', '/var/tmp', '/run', '/run/lock', '/box', '/', '/node_modules'];
  const names = ['state', '.npmrc', '.noderc', 'package.json', 'node_modules', '.node_repl_history'];
  for (const place of places) {
    for (const name of names) {
      try {
        fs.writeFileSync(`${place}/${name}`, 'poison');
      } catch {}
    }
  }
  require('node:net').createServer().listen('\0poison', () => {
    console.log('right');
    process.exit(0);
  });
};
