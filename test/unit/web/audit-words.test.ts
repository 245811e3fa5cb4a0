import { expect, test } from 'vitest';
import { actionWords } from '../../../web/src/staff/audit/words.ts';
import { createApi } from '../../support/api.ts';

test('the page has words for each action that the audit log can have, and for no others', async () => {
  const api = await createApi();
  await api.app.ready();
  const named = api.routes.map(({ config }) => (config as { audit?: string | false } | undefined)?.audit);
  expect(Object.keys(actionWords).sort()).toEqual([...new Set(named.filter(Boolean))].sort());
});
