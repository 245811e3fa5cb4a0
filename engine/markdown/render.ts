import rehypeKatex from 'rehype-katex';
import rehypeSanitize, { defaultSchema } from 'rehype-sanitize';
import rehypeStringify from 'rehype-stringify';
import remarkGfm from 'remark-gfm';
import remarkMath from 'remark-math';
import remarkParse from 'remark-parse';
import remarkRehype from 'remark-rehype';
import { unified } from 'unified';
import type { Problem } from '../model/problem.ts';
import type { Pictures } from '../problem/pictures.ts';
import { tameAttributes } from './attributes.ts';
import { showPictures } from './pictures.ts';
import { markSamples } from './samples.ts';
import { reachScrollable } from './scrollable.ts';

/*
 * Theory of operation. Markdown of authors is hostile: HTML in it is dropped by the parser, what is left is sanitised, and
 * only then is mathematics set, as MathML, by a KaTeX that trusts nothing. Deep nesting is what makes the parser slow or
 * overflow, so it is refused before; what cannot be rendered is shown as the text that it is. See attributes.ts for the last step.
 */

const mostChars = 128 * 1024;
const deepestNesting = 40;
const mostKnown = 200;

const schema = {
  ...defaultSchema,
  // Headings of a statement must not take the ids of the page's own elements.
  clobberPrefix: 'md-',
  attributes: {
    ...defaultSchema.attributes,
    code: [['className', /^language-./, 'math-inline', 'math-display'] as [string, ...(string | RegExp)[]]],
  },
  protocols: { ...defaultSchema.protocols, src: ['data'], href: ['http', 'https', 'mailto'] },
};

/** `strict` is missing from the plugin's types. */
const mathOptions = {
  ...{ output: 'mathml', trust: false, maxExpand: 200, maxSize: 20, strict: 'ignore' },
} as Parameters<typeof rehypeKatex>[0];

const processor = unified()
  .use(remarkParse)
  .use(remarkGfm)
  .use(remarkMath)
  .use(remarkRehype)
  .use(rehypeSanitize, schema)
  .use(showPictures)
  .use(markSamples)
  .use(rehypeKatex, mathOptions)
  .use(reachScrollable)
  .use(tameAttributes)
  .use(rehypeStringify)
  .freeze();

const known = new Map<string, string>();
const knownStatements = new WeakMap<Asked, string>();
type Asked = Pick<Problem, 'statement' | 'pictures'>;

/** HTML that may be put into a page as it is. Never throws. */
export function renderMarkdown(text: string): string {
  const before = known.get(text);
  if (before !== undefined) return before;
  const html = render(text, {});
  known.set(text, html);
  if (known.size > mostKnown) known.delete(known.keys().next().value ?? '');
  return html;
}

/** The same of a problem's statement, with its pictures, and with places for samples: see samples.ts. */
export function renderStatement(problem: Asked): string {
  const html = knownStatements.get(problem) ?? render(problem.statement, problem.pictures);
  knownStatements.set(problem, html);
  return html;
}

function render(text: string, pictures: Pictures): string {
  if (text.length > mostChars || nestingOf(text) > deepestNesting) return asText(text);
  try {
    return String(processor.processSync({ value: text, data: { pictures } }));
  } catch {
    return asText(text);
  }
}

/** Of quotes and lists, by the widest run of their marks and the deepest indentation. */
function nestingOf(text: string): number {
  let deepest = 0;
  for (const [marks] of text.matchAll(/^[ \t]*(?:(?:>|[-*+]|\d{1,9}[.)])[ \t]*)+/gm)) {
    deepest = Math.max(deepest, marks.replace(/[^>\-*+.)]/g, '').length, (marks.length - marks.trimStart().length) / 2);
  }
  for (const [marks] of text.matchAll(/[[(*_~]+/g)) deepest = Math.max(deepest, marks.length);
  return deepest;
}

function asText(text: string): string {
  const escaped = text.replace(/[&<>]/g, (one) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;' })[one] ?? one);
  return `<pre tabindex="0">${escaped}</pre>`;
}
