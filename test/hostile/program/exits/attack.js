const fs = require('node:fs');

exports.attack = () => {
  const [how, number] = fs.readFileSync(0, 'utf8').trim().split(' ');
  fs.writeSync(1, 'right\n');
  if (how === 'exit') process.reallyExit(Number(number));
  process.kill(process.pid, Number(number));
  for (;;);
};
