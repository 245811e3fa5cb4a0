const numbers = require('node:fs').readFileSync(0, 'utf8').trim().split(/\s+/).map(Number);
console.log(numbers.reduce((a, b) => a + b, 0));
