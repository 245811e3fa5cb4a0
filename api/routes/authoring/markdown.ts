import Type from 'typebox';
import { renderMarkdown, renderStatement } from '../../../engine/markdown/render.ts';
import { picturesAmong } from '../../../engine/problem/pictures.ts';
import type { App, RouteDeps } from '../../app.ts';
import { CopyParams } from '../../schemas/authoring/working-copy-bodies.ts';
import { answer } from '../../schemas/parts/answer.ts';
import { errorResponses } from '../../schemas/parts/error.ts';

const Body = Type.Object(
  { markdown: Type.String({ maxLength: 128 * 1024 }) },
  { additionalProperties: false, examples: [{ markdown: 'Add $a$ and $b$.\n' }] },
);

const Rendered = Type.Object({ html: Type.String() }, { examples: [{ html: '<p>Add <em>a</em>.</p>' }] });

const tags = ['authoring'];
const bodyLimit = 1024 * 1024;

/** What a statement or instructions will look like, while they are written. */
export function markdownRoutes(app: App, deps: RouteDeps): void {
  const schema = {
    tags,
    operationId: 'renderMarkdown',
    summary: 'Markdown as HTML',
    description: 'Sanitised, with mathematics as MathML. HTML in it is left out.',
    body: Body,
    response: { 200: answer('The HTML', Rendered), ...errorResponses('BAD_REQUEST', 'UNSUPPORTED_MEDIA_TYPE') },
  };
  const config = { permission: 'account:own', audit: false } as const;
  app.post('/api/markdown', { schema, config, bodyLimit }, async (request) => ({
    html: renderMarkdown(request.body.markdown),
  }));
  previewStatement(app, deps);
}

function previewStatement(app: App, { authoring: { copies, packages } }: RouteDeps): void {
  const schema = {
    tags,
    operationId: 'previewStatement',
    summary: 'A statement as HTML',
    description:
      'As candidates will see it, with the pictures of the working copy. `<!--nextsample-->` and `<!--remainingsamples-->` are places for samples.',
    params: CopyParams,
    body: Body,
    response: {
      200: answer('The HTML', Rendered),
      ...errorResponses('BAD_REQUEST', 'NOT_FOUND', 'UNSUPPORTED_MEDIA_TYPE'),
    },
  };
  const config = { permission: 'problems:read', audit: false } as const;
  app.post('/api/authoring/problems/:slug/preview', { schema, config, bodyLimit }, async (request) => {
    const { files } = await copies.get(request.params.slug);
    const read = (file: (typeof files)[number]) => packages.readAll(file, file.sizeBytes);
    const pictures = await picturesAmong(files, { read, warn: () => undefined });
    return { html: renderStatement({ statement: request.body.markdown, pictures }) };
  });
}
