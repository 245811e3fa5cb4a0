import { isMap, parseDocument } from 'yaml';
import { AppError } from '../../errors.ts';
import { parseYaml } from '../../problem/yaml.ts';
import { type Change, type Editing, put, textAt } from './edit.ts';

/** `undefined` takes the key out. */
export type YamlChange = [path: string[], value: unknown];

/**
 * A YAML file with some values changed; comments, order and all other keys stay. A file whose last key goes is removed.
 * Throws INVALID_PACKAGE for a file that is broken: then it has to be mended as a whole.
 */
export async function editYaml(editing: Editing, path: string, changes: readonly YamlChange[]): Promise<Change> {
  const before = await textAt(editing, path);
  if (before === null && changes.every(([, value]) => value === undefined)) return {};
  // Refuses what is hostile, before the document below is made.
  parseYaml(before ?? '', path);
  const after = withChanges(before ?? '', path, changes);
  return after === null ? { removed: (each) => each === path } : { added: [await put(editing, path, after)] };
}

function withChanges(text: string, file: string, changes: readonly YamlChange[]): string | null {
  const document = parseDocument(text, { uniqueKeys: false, resolveKnownTags: false, logLevel: 'error' });
  try {
    for (const [path, value] of changes) {
      const parent = path.slice(0, -1);
      // `limits:` alone is a value of nothing, to which nothing can be added.
      if (value !== undefined && parent.length > 0 && document.getIn(parent) === null) document.deleteIn(parent);
      if (value !== undefined) {
        // A plain value is put into the node that is there, which has the comment behind it.
        document.setIn(path, Array.isArray(value) ? document.createNode(value, { flow: true }) : value);
      } else if (document.hasIn(path)) {
        document.deleteIn(path);
      }
      dropEmpty(document, parent);
    }
  } catch (cause) {
    const what = cause instanceof Error ? cause.message : String(cause);
    throw new AppError('INVALID_PACKAGE', `${file}: cannot be changed there (${what}); replace the file as a whole.`, {
      cause,
    });
  }
  const isEmpty = isMap(document.contents) ? document.contents.items.length === 0 : document.contents === null;
  return isEmpty && !document.commentBefore && !document.comment
    ? null
    : document.toString({ lineWidth: 0, flowCollectionPadding: false });
}

/** A map whose last key was taken out. */
function dropEmpty(document: ReturnType<typeof parseDocument>, path: string[]): void {
  if (path.length === 0) return;
  const map = document.getIn(path);
  if (isMap(map) && map.items.length === 0) document.deleteIn(path);
}

export function bothChanges(...changes: readonly Change[]): Change {
  const removed = changes.flatMap((each) => each.removed ?? []);
  return {
    added: changes.flatMap(({ added = [] }) => added),
    removed: (path) => removed.some((matches) => matches(path)),
  };
}
