import { useLocation } from 'preact-iso';
import { ask } from '../../shared/api.ts';
import { Button } from '../../shared/button.tsx';
import { tell } from '../../shared/toasts.tsx';
import { can } from '../session.ts';
import type { Assessment } from './assessment.ts';

/** Can be taken back, so it asks nothing. */
export function Archive({ assessment: { id, archived } }: { assessment: Assessment }) {
  const { route } = useLocation();
  const change = async () => {
    const { etag } = await ask(`/api/assessments/${id}`);
    await ask(`/api/assessments/${id}`, {
      ...{ method: 'PATCH', headers: { 'if-match': etag ?? '' } },
      body: { archived: !archived },
    });
    tell('good', archived ? 'It is no longer archived.' : 'It is archived. You can undo that on its page.');
    route(archived ? `/assessments/${id}` : '/assessments');
  };
  if (!can('assessments:write')) return null;
  return (
    <section class="card archive">
      <h2>{archived ? 'This assessment is archived' : 'Archive'}</h2>
      <p>
        {archived
          ? 'Nobody can be invited to it or start it.'
          : 'Nobody can be invited to it or start it any more; who has started goes on. Results stay.'}
      </p>
      <Button kind={archived ? 'plain' : 'danger'} onPress={change}>
        {archived ? 'Take it back' : 'Archive it'}
      </Button>
    </section>
  );
}
