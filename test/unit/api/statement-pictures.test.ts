import { expect, test } from 'vitest';
import { createApi } from '../../support/api.ts';
import { aProblem } from '../../support/problems.ts';
import { aWhole, url } from './working-copy.ts';

/** Pictures of a statement come with its HTML. */

const picture = 'data:image/png;base64,UE5H';

test('an author sees the statement with the pictures of the working copy', async () => {
  const { send, done } = await aWhole();
  const preview = async (markdown: string) => {
    const response = await send('POST', `${url}/preview`, { markdown });
    expect(response.statusCode, response.body).toBe(200);
    return response.json().html;
  };
  expect(await preview('![net](net.png)')).toBe('<p>net</p>');
  await done('PUT', `${url}/files/statement/net.png`, Buffer.from('PNG'), {
    'content-type': 'application/octet-stream',
  });
  expect(await preview('![net](net.png)\n\n{{nextsample}}')).toBe(
    `<p><img src="${picture}" alt="net"></p>\n<!--nextsample-->`,
  );
  expect((await send('POST', '/api/authoring/problems/other/preview', { markdown: '' })).statusCode).toBe(404);
});

test('a problem is given with them', async () => {
  const problem = aProblem({ slug: 'brackets', statement: '![net](net.png)', pictures: { 'net.png': picture } });
  const api = await createApi({ problems: [problem] });
  const { statement, statementHtml } = (await api.get('/api/problems/brackets')).json();
  expect({ statement, statementHtml }).toEqual({
    statement: '![net](net.png)',
    statementHtml: `<p><img src="${picture}" alt="net"></p>`,
  });
});
