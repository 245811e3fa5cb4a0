import type { Element, Root } from 'hast';

/**
 * No attribute has the beginning of a comment: whoever looks for the places of samples in the HTML would find one inside a
 * picture's words, and what stands behind it there would become elements. And none has a style, which no page would take:
 * KaTeX marks so what it cannot read, and what has a class for that.
 */
export function tameAttributes() {
  return (tree: Root) => tameIn(tree);
}

function tameIn(parent: Root | Element): void {
  for (const node of parent.children) {
    if (node.type !== 'element') continue;
    delete node.properties.style;
    for (const [name, value] of Object.entries(node.properties)) node.properties[name] = tame(value);
    tameIn(node);
  }
}

type Value = Element['properties'][string];

function tame(value: Value): Value {
  if (Array.isArray(value)) return value.map((one) => (typeof one === 'string' ? apart(one) : one));
  return typeof value === 'string' ? apart(value) : value;
}

const apart = (text: string): string => text.replaceAll('<!', '< !');
