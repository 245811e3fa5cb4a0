import type { Root } from 'hast';

const placeholder = /^\{\{(nextsample|remainingsamples)\}\}$/;

/**
 * The format's places for samples become comments, `<!--nextsample-->` and `<!--remainingsamples-->`, which a page may put
 * samples in place of: no other comment comes through. Only what is a paragraph of its own is a place.
 */
export function markSamples() {
  return (tree: Root) => {
    for (const [index, node] of tree.children.entries()) {
      if (node.type !== 'element' || node.tagName !== 'p' || node.children.length !== 1) continue;
      const [only] = node.children;
      const [, place] = (only?.type === 'text' && placeholder.exec(only.value.trim())) || [];
      if (place !== undefined) tree.children[index] = { type: 'comment', value: place };
    }
  };
}
