// expect: AC
const fs = require('node:fs');

exports.attack = () => {
  for (const name of ['x'.repeat(255), 'new\nline', Buffer.from([255, 254]), '-rf', ' ', '*', '\u202e']) {
    const path = Buffer.concat([Buffer.from('/tmp/'), Buffer.from(name)]);
    fs.mkdirSync(path);
    fs.writeFileSync(Buffer.concat([path, Buffer.from('/inner')]), '');
    fs.chmodSync(path, 0);
  }
  let depth = 0;
  try {
    for (; depth < 10_000; depth += 1) {
      fs.mkdirSync('d');
      process.chdir('d');
    }
  } catch {}
  console.log(depth > 1000 ? 'right' : depth);
};
