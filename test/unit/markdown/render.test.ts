import { expect, test } from 'vitest';
import { renderMarkdown, renderStatement } from '../../../engine/markdown/render.ts';
import { startCpuClock } from '../../support/cpu.ts';

/** Statements are hostile: nothing of them may run, load or take the page's place. */

test('text, tables, code and mathematics come out as HTML and MathML', () => {
  const html = renderMarkdown('# Sum\n\nAdd $a_1$ and *b*.\n\n|x|\n|-|\n|1|\n\n```python\nprint(1)\n```\n');
  expect(html).toContain('<h1>Sum</h1>');
  expect(html).toContain('<math xmlns=');
  expect(html).toContain('<em>b</em>');
  expect(html).toContain('<td>1</td>');
  expect(html).toContain('<code class="language-python">');
});

test('what is scrolled by itself can be tabbed to', () => {
  const html = renderMarkdown('$$\nx^2\n$$\n\n|x|\n|-|\n|1|\n\n    code\n\nand $y$\n');
  expect(html.match(/<[a-z]+(?=[^>]* tabindex="0")/g)).toEqual(['<span', '<table', '<pre']);
  expect(renderMarkdown('x'.repeat(200_000)).slice(0, 20)).toBe('<pre tabindex="0">xx');
});

test.each([
  '<script>alert(1)</script>',
  '<img src=x onerror=alert(1)>',
  '[x](javascript:alert(1))',
  '[x](data:text/html,<script>alert(1)</script>)',
  '![x](https://evil.example/pixel.png)',
  '<svg><animate onbegin=alert(1)>',
  '<div style="position:fixed">',
  '$\\href{javascript:alert(1)}{x}$',
  '$\\htmlStyle{color:red}{x}$',
  '$\\includegraphics{https://evil.example/x.png}$',
  '[x]: javascript:alert(1)\n[x]',
  '<a href="jav&#x09;ascript:alert(1)">x</a>',
])('nothing runs or loads of %s', (text) => {
  const html = renderMarkdown(text);
  expect(html).not.toMatch(/<(script|img|svg|iframe|style|form|input|div|a)\b[^>]*(src|href|on\w+|style)\s*=/i);
  expect(html).not.toMatch(/<(script|iframe|style|svg)\b/i);
});

test.each([
  '![<!--nextsample--><img src=x onerror=alert(1)>](data:image/png;base64,AA)',
  '[x](https://example.com "<!--remainingsamples--><img src=x>")',
  '```<!--nextsample-->\nx\n```',
  '$\\begin{<!--nextsample--><img src=x>}$',
  '$\\color{<!--nextsample--><img src=x>}x$',
  '[^<!--nextsample-->]\n\n[^<!--nextsample-->]: x',
])('no place for a sample, and nothing behind one, comes of %s', (text) => {
  expect(renderMarkdown(text)).not.toContain('<!--');
});

test('mathematics that cannot be read is marked by its class, without a style', () => {
  const html = renderMarkdown('$\\begin{nothing}$ and $\\fcolorbox{red}{blue}{x}$');
  expect(html).toContain('class="katex-error"');
  expect(html).not.toContain(' style=');
});

test('what would take long or overflow is shown as text, soon', () => {
  const bombs = [
    '>'.repeat(5000),
    `${'- '.repeat(2000)}x`,
    '['.repeat(50_000),
    `$${'{'.repeat(5000)}$`,
    'x'.repeat(200_000),
  ];
  for (const bomb of bombs) {
    const cpuMs = startCpuClock();
    expect(renderMarkdown(`${bomb}\n<b>`)).not.toContain('<b>');
    expect(cpuMs(), bomb.slice(0, 5)).toBeLessThan(3000);
  }
});

test('a macro that grows is cut off', () => {
  const html = renderMarkdown(
    '$\\def\\a{xx}\\def\\b{\\a\\a\\a\\a}\\def\\c{\\b\\b\\b\\b}\\def\\d{\\c\\c\\c\\c}\\def\\e{\\d\\d\\d\\d}\\e\\e\\e\\e$',
  );
  expect(html.length).toBeLessThan(100_000);
});

test("a package's pictures are shown by their names, and nothing else", () => {
  const pictures = { 'img/net.svg': 'data:image/svg+xml;base64,PHN2Zy8+' };
  const html = (statement: string) => renderStatement({ statement, pictures });
  expect(html('![the network](img/net.svg)')).toBe(
    '<p><img src="data:image/svg+xml;base64,PHN2Zy8+" alt="the network"></p>',
  );
  expect(html('![not there](img/other.png)')).toBe('<p>not there</p>');
  for (const name of ['__proto__', 'constructor', '/img/net.svg', '//evil.example/net.svg', 'https://evil.example/x']) {
    expect(html(`![words](${name})`), name).toBe('<p>words</p>');
  }
});
