// expect: AC; leftover
const { spawn } = require('node:child_process');

exports.attack = () => {
  const script = 'trap "" TERM HUP INT; echo ready; while :; do sleep 1; done';
  const daemon = spawn('/bin/sh', ['-c', script], { detached: true, stdio: ['ignore', 'pipe', 'ignore'] });
  daemon.unref();
  daemon.stdout.once('data', () => {
    console.log('right');
    process.exit(0);
  });
};
