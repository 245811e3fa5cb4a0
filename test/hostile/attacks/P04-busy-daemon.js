// expect: AC; leftover
const fs = require('node:fs');
const { spawn } = require('node:child_process');

/** Writes files, signals everybody, writes to every standard output that it can open, and holds a port. */
function disturb(mine) {
  for (const name of ['SIGTERM', 'SIGHUP']) process.on(name, () => {});
  require('node:net').createServer().listen(8080, '127.0.0.1');
  let count = 0;
  setInterval(() => {
    count += 1;
    for (const act of [
      () => fs.writeFileSync(`/tmp/${count % 1000}`, 'poison'),
      () => process.kill(-1, count % 2 === 0 ? 'SIGTERM' : 'SIGHUP'),
      ...fs
        .readdirSync('/proc')
        .filter((pid) => Number(pid) > 0 && pid !== mine && pid !== String(process.pid))
        .map((pid) => () => fs.writeFileSync(`/proc/${pid}/fd/1`, 'poison\n')),
    ]) {
      try {
        act();
      } catch {}
    }
    if (count === 2) process.send('ready');
  }, 1);
}

exports.attack = () => {
  for (const name of ['SIGTERM', 'SIGHUP']) process.on(name, () => {});
  const stdio = ['ignore', 'ignore', 'ignore', 'ipc'];
  const daemon = spawn(process.execPath, [__filename, String(process.pid)], { detached: true, stdio });
  daemon.on('message', () => {
    console.log('right');
    process.exit(0);
  });
};

if (require.main === module) disturb(process.argv[2]);
