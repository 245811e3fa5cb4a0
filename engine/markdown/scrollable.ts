import type { Element, Root } from 'hast';

/** What may be wider than the page is scrolled by itself, and so by arrows too: it can be tabbed to. */
export function reachScrollable() {
  return (tree: Root) => reachIn(tree);
}

function reachIn(parent: Root | Element): void {
  for (const node of parent.children) {
    if (node.type !== 'element') continue;
    if (node.tagName === 'pre' || node.tagName === 'table' || isDisplayMath(node)) node.properties.tabIndex = 0;
    reachIn(node);
  }
}

/** As KaTeX writes it: a span around the only element that says how it is displayed. */
const isDisplayMath = ({ tagName, children: [first] }: Element): boolean =>
  tagName === 'span' && first?.type === 'element' && first.tagName === 'math' && first.properties.display === 'block';
