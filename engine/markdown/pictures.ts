import type { Element, Root } from 'hast';
import type { Pictures } from '../problem/pictures.ts';

/** Puts the pictures that come as the text's `data` in place of their names; of one that is not there, its words stay. */
export function showPictures() {
  return (tree: Root, { data }: { data: Record<string, unknown> }) => showIn(tree, data.pictures as Pictures);
}

function showIn(parent: Root | Element, pictures: Pictures): void {
  for (const [index, node] of parent.children.entries()) {
    if (node.type !== 'element') continue;
    if (node.tagName !== 'img') {
      showIn(node, pictures);
      continue;
    }
    const src = String(node.properties.src ?? '');
    if (Object.hasOwn(pictures, src)) node.properties.src = pictures[src];
    else if (!src.startsWith('data:'))
      parent.children[index] = { type: 'text', value: String(node.properties.alt ?? '') };
  }
}
