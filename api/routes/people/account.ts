import Type from 'typebox';
import type { App, RouteDeps } from '../../app.ts';
import { answer } from '../../schemas/parts/answer.ts';
import { errorResponses } from '../../schemas/parts/error.ts';
import { PasswordBody } from '../../schemas/people/person.ts';
import { asStaff } from './staff.ts';

export function accountRoutes(app: App, { people }: RouteDeps): void {
  const schema = {
    tags: ['account'],
    operationId: 'changePassword',
    summary: 'Change one’s own password',
    description: 'Needs the current one. Ends all other sessions.',
    body: PasswordBody,
    response: {
      204: answer('Changed', Type.Null()),
      ...errorResponses('BAD_REQUEST', 'CONFLICT', 'TOO_LARGE', 'UNSUPPORTED_MEDIA_TYPE'),
    },
  };
  const config = { permission: 'account:own', audit: 'account.password', perMinute: 10 } as const;
  app.put('/api/account/password', { schema, config }, async (request, reply) => {
    const { id, sessionId } = asStaff(request);
    request.audited.target = `staff:${id}`;
    const { current, password } = request.body;
    await people.changePassword({ member: await people.staff.get(id), current, next: password, sessionId });
    return reply.code(204).send(null);
  });
}
