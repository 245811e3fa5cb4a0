// expect: RTE exit:1
const fs = require('node:fs');

exports.attack = () => {
  for (let i = 0; i < 10; i += 1) fs.writeFileSync(`/tmp/${i}`, Buffer.alloc(10 << 20));
};
