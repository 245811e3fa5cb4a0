import { expect, test } from 'vitest';
import { renderMarkdown } from '../../../engine/markdown/render.ts';
import { markdownOfTex } from '../../../engine/problem/tex.ts';
import { startCpuClock } from '../../support/cpu.ts';

const convert = (tex: string) => markdownOfTex(tex, (name) => (name.includes('.') ? name : `${name}.png`));

test.each([
  ['a name and sections', '\\problemname{Sum}\n\\section*{Input}\nOne.', '# Sum\n\n## Input\n\nOne.'],
  ['paragraphs, whose lines flow', 'One\n  two.\n\n\n three % not this\nfour', 'One two.\n\nthree four'],
  ['mathematics', 'Let $a\n_1$ be \\(b\\):\\[\n c\n\n\\]so', 'Let $a _1$ be $b$:\n\n$$\nc\n$$\n\nso'],
  ['what is set apart', '\\textbf{a \\emph{b}} \\texttt{c\\_d `} \\textbf{}', '**a *b*** `` c_d ` ``'],
  ['quotes and dashes', "``it's'' -- a---b - c", '“it’s” – a—b \\- c'],
  ['accents', 'G\\"odel, Fran\\c{c}ois, \\\'{e}', 'Gödel, François, é'],
  [
    'what is markup in Markdown',
    '1. <b> *a* [x](y) 50\\% \\# \\$1 a\\_b\n\n2) c',
    '1\\. \\<b\\> \\*a\\* \\[x\\](y) 50% \\# \\$1 a\\_b\n\n2\\) c',
  ],
  [
    'lists in lists',
    '\\begin{itemize}\n\\item a\n\\begin{enumerate}\n\\item b\\item c\n\\end{enumerate}\n\\item d\n\\end{itemize}',
    '- a\n\n  1. b\n  1. c\n- d',
  ],
  ['lines as they are', '\\begin{verbatim}\n* a\n\n  ```\n\\end{verbatim}', '````\n* a\n\n  ```\n````'],
  ['pictures', '\\illustration{0.3}{img/net}{By \\emph{Jo}}', '![img/net](img/net.png)\n\nBy *Jo*'],
  [
    'tables',
    '\\begin{tabular}{| l | p{3cm} |}\n \\hline\n Group & Points \\\\ \\hline\n $1$ & at most \\emph{5} \\\\ \\hline\n\\end{tabular}',
    '| Group | Points |\n| --- | --- |\n| $1$ | at most *5* |',
  ],
  ['places of samples', 'a\n\\nextsample\nb', 'a\n\n{{nextsample}}\n\nb'],
])('%s', (_, tex, markdown) => {
  expect(convert(tex)).toEqual({ markdown: `${markdown}\n` });
});

test.each([
  ['a\\begin{minted}{c}x\\end{minted}', '"\\begin{minted}"'],
  ['\\begin{tabular}{l}$|a|$\\end{tabular}', 'a cell'],
  ['\\begin{tabular}{l}', 'end'],
  ['\\input{/etc/passwd}', '"\\input"'],
  ['a_b', '"_b"'],
  ['$a', '"$a"'],
  ['\\textbf{a', 'end'],
  ['{'.repeat(1000), 'deep'],
  ['\\textbf{\\[x\\]}', 'block'],
])('%j is not known', (tex, word) => {
  expect(convert(tex)).toEqual({ unknown: expect.stringContaining(word) });
});

test('nothing of it becomes HTML, nor runs for long', () => {
  const { markdown = '' } = convert('<script>x</script> \\texttt{<img onerror=x>} [a](javascript:x)') as {
    markdown?: string;
  };
  expect(renderMarkdown(markdown)).not.toMatch(/<(script|img|a)\b/);
  const cpuMs = startCpuClock();
  for (const hostile of ['$ ', '\\[', '\n \n', '{}', "''", '\\item', '%\n', '\\\\', ' '])
    convert(hostile.repeat(200_000));
  expect(cpuMs()).toBeLessThan(10_000);
});
