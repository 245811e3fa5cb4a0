import { AppError } from '../errors.ts';
import type { Store } from '../ports.ts';
import { openMongoStore } from './mongo.ts';
import { openSqliteStore } from './sqlite.ts';

/**
 * Opens the store that `url` names: `mongodb://…` or `mongodb+srv://…`; SQLite in `dataDir` when it is undefined.
 * Throws STORE_UNAVAILABLE.
 */
export async function openStore({ url, dataDir }: { url: string | undefined; dataDir: string }): Promise<Store> {
  if (url === undefined) return openSqliteStore({ dataDir });
  if (/^mongodb(\+srv)?:\/\//.test(url)) return openMongoStore({ url });
  // No more of it is told, for an address may contain a password.
  const scheme = /^[\w+.-]+:/.exec(url)?.[0] ?? 'no scheme';
  throw new AppError(
    'STORE_UNAVAILABLE',
    `The address of the store begins with ${scheme}. It must begin with mongodb:// or mongodb+srv://, or be left out for SQLite in ${dataDir}.`,
  );
}
