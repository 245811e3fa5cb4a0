const fs = require('node:fs');

function line() {
  const byte = Buffer.alloc(1);
  let text = '';
  while (!text.endsWith('\n')) {
    fs.readSync(0, byte);
    text += byte.toString();
  }
  return text.trim();
}

function honest(rounds) {
  let x = 1;
  for (let i = 0; i < rounds; i += 1) x = (Math.imul(x, 1103515245) + 12345) & 0x7fffffff;
  fs.writeFileSync('/tmp/note', String(x), { flag: 'wx' });
  process.stdout.write(fs.readFileSync('/tmp/note'));
}

const mode = line();
if (mode === 'attack') require('./attack.js').attack();
else if (mode === 'probe') process.execve('/bin/sh', ['sh', '/box/probe'], process.env);
else honest(Number(line()));
