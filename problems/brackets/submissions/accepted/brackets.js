'use strict';
const { readFileSync } = require('node:fs');

const closers = { '(': ')', '[': ']', '{': '}' };

/** Returns "ok", or what is wrong and the column where it is. */
function firstError(template) {
  const open = []; // indices of the brackets that are open, the innermost last
  for (let i = 0; i < template.length; i++) {
    switch (template[i]) {
      case '\\':
        i++; // whatever comes next is plain text
        break;
      case '(':
      case '[':
      case '{':
        open.push(i);
        break;
      case ')':
      case ']':
      case '}':
        if (open.length === 0 || closers[template[open.pop()]] !== template[i]) return `unexpected ${i + 1}`;
    }
  }
  return open.length > 0 ? `unclosed ${open[0] + 1}` : 'ok';
}

const [, ...templates] = readFileSync(0, 'utf8').split('\n');
templates.pop(); // behind the last newline
console.log(templates.map(firstError).join('\n'));
