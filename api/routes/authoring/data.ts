import { type CaseChange, changeCase, deleteCase, moveCases } from '../../../engine/authoring/edits/cases.ts';
import { changeGroup, deleteGroup, type GroupChange } from '../../../engine/authoring/edits/groups.ts';
import type { App, RouteDeps } from '../../app.ts';
import { sourceBodyBytes, wordsBodyBytes } from '../../plugins/limits.ts';
import {
  bytesOf,
  CaseBody,
  CopyParams,
  GroupBody,
  MovesBody,
  pathParams,
  restOf,
} from '../../schemas/authoring/working-copy-bodies.ts';
import { change, changed, writing } from './change.ts';

const tags = ['authoring'];
const base = '/api/authoring/problems/:slug';
/** Larger test data come as a file, or in a zip. */
const caseBodyLimit = 16 * 1024 * 1024;

/** Changes of groups and cases. Each needs If-Match. */
export function authoringDataRoutes(app: App, deps: RouteDeps): void {
  groups(app, deps);
  cases(app, deps);
  moves(app, deps);
}

function groups(app: App, deps: RouteDeps): void {
  const url = `${base}/groups/*`;
  const params = pathParams('secret/01-small');
  const put = {
    tags,
    operationId: 'putGroup',
    summary: 'Make a group, or change how it is scored',
    description:
      '`secret` is the sum of all groups. What is left out stays, null is the default of the format. Needs If-Match.',
    params,
    body: GroupBody,
    response: changed,
  };
  app.put(url, { schema: put, config: writing('group'), bodyLimit: wordsBodyBytes }, async (request, reply) => {
    const { slug } = request.params;
    const name = restOf(request.params);
    const edit = () => changeGroup(name, request.body as GroupChange);
    return change(deps, { request, reply }, { slug, what: name, edit });
  });
  const remove = {
    tags,
    operationId: 'deleteGroup',
    summary: 'Take out a group with all of its cases',
    description: '`secret` is all of them. Needs If-Match.',
    params,
    response: changed,
  };
  app.delete(url, { schema: remove, config: writing('group') }, async (request, reply) => {
    const { slug } = request.params;
    const name = restOf(request.params);
    return change(deps, { request, reply }, { slug, what: name, edit: () => deleteGroup(name) });
  });
}

function cases(app: App, deps: RouteDeps): void {
  const url = `${base}/cases/*`;
  const params = pathParams('secret/01-small/03');
  const put = {
    tags,
    operationId: 'putCase',
    summary: 'Add a case, or change one',
    description:
      'Input and answer as `text` or `base64`; a new case needs its input, and its answer before it can be published. What is left out stays. Needs If-Match.',
    params,
    body: CaseBody,
    response: changed,
  };
  app.put(url, { schema: put, config: writing('case'), bodyLimit: caseBodyLimit }, async (request, reply) => {
    const { slug } = request.params;
    const name = restOf(request.params);
    const { input, answer, hint, description } = request.body;
    const given: CaseChange = {
      ...(input && { input: bytesOf(input) }),
      ...(answer && { answer: bytesOf(answer) }),
      ...(hint !== undefined && { hint }),
      ...(description !== undefined && { description }),
    };
    return change(deps, { request, reply }, { slug, what: name, edit: () => changeCase(name, given) });
  });
  const remove = {
    tags,
    operationId: 'deleteCase',
    summary: 'Take out a case',
    description: 'With all files of it. Needs If-Match.',
    params,
    response: changed,
  };
  app.delete(url, { schema: remove, config: writing('case') }, async (request, reply) => {
    const { slug } = request.params;
    const name = restOf(request.params);
    return change(deps, { request, reply }, { slug, what: name, edit: () => deleteCase(name) });
  });
}

function moves(app: App, deps: RouteDeps): void {
  const schema = {
    tags,
    operationId: 'moveCases',
    summary: 'Rename cases',
    description:
      'All at once, so that two can change places. Cases are used in the order of their names, and a name says the group. Needs If-Match.',
    params: CopyParams,
    body: MovesBody,
    response: changed,
  };
  app.post(
    `${base}/case-moves`,
    { schema, config: writing('case'), bodyLimit: sourceBodyBytes },
    async (request, reply) => {
      const { moves } = request.body;
      const { slug } = request.params;
      return change(deps, { request, reply }, { slug, what: `${moves.length} moved`, edit: () => moveCases(moves) });
    },
  );
}
