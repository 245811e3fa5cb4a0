import Type from 'typebox';
import { renderMarkdown } from '../../engine/markdown/render.ts';
import type { App } from '../app.ts';
import { answer } from '../schemas/answer.ts';
import { errorResponses } from '../schemas/error.ts';

const Body = Type.Object(
  { markdown: Type.String({ maxLength: 128 * 1024 }) },
  { additionalProperties: false, examples: [{ markdown: 'Add $a$ and $b$.\n' }] },
);

const Rendered = Type.Object({ html: Type.String() }, { examples: [{ html: '<p>Add <em>a</em>.</p>' }] });

/** What a statement or instructions will look like, while they are written. */
export function markdownRoutes(app: App): void {
  const schema = {
    tags: ['authoring'],
    operationId: 'renderMarkdown',
    summary: 'Markdown as HTML',
    description: 'Sanitised, with mathematics as MathML. HTML in it is left out.',
    body: Body,
    response: { 200: answer('The HTML', Rendered), ...errorResponses('BAD_REQUEST', 'UNSUPPORTED_MEDIA_TYPE') },
  };
  const config = { permission: 'account:own', audit: false } as const;
  app.post('/api/markdown', { schema, config, bodyLimit: 1024 * 1024 }, async (request) => ({
    html: renderMarkdown(request.body.markdown),
  }));
}
