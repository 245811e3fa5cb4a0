// expect: AC; leftover
const { spawn } = require('node:child_process');

exports.attack = () => {
  console.log('right');
  spawn('/bin/sleep', ['3600'], { detached: true, stdio: 'inherit' }).on('spawn', () => process.exit(0));
};
