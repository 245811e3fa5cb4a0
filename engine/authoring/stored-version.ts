import type { ProblemVersion } from '../model/package.ts';
import type { Store } from '../ports.ts';

/** The published version of this content, the newest if there are several; else a kept copy; else `null`. */
export async function storedVersion(
  store: Pick<Store, 'problemVersions'>,
  slug: string,
  version: string,
): Promise<ProblemVersion | null> {
  const where = { slug, version };
  const { items } = await store.problemVersions.find({ where, sort: 'number', order: 'desc', limit: 1 });
  return items[0] ?? null;
}
