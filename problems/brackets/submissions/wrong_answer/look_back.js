'use strict';
// Wrong: takes a bracket for plain text whenever a backslash stands before it, even one that is plain text itself.
const [, ...templates] = require('node:fs').readFileSync(0, 'utf8').split('\n');
templates.pop();

const openers = { ')': '(', ']': '[', '}': '{' };
const firstError = (template) => {
  const open = [];
  for (let i = 0; i < template.length; i++) {
    const char = template[i];
    if (template[i - 1] === '\\') continue;
    if ('([{'.includes(char)) open.push(i);
    else if (char in openers && template[open.pop()] !== openers[char]) return `unexpected ${i + 1}`;
  }
  return open.length > 0 ? `unclosed ${open[0] + 1}` : 'ok';
};
console.log(templates.map(firstError).join('\n'));
