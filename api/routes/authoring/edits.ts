import {
  changeChecker,
  changeSolution,
  changeStarter,
  deleteSolution,
} from '../../../engine/authoring/edits/programs.ts';
import { changeSettings, type SettingsChange } from '../../../engine/authoring/edits/settings.ts';
import { changeStatement } from '../../../engine/authoring/edits/statement.ts';
import type { App, RouteDeps } from '../../app.ts';
import {
  CheckerBody,
  CopyParams,
  pathParams,
  restOf,
  SettingsBody,
  SolutionBody,
  StarterBody,
  StarterParams,
  StatementBody,
  StatementParams,
} from '../../schemas/authoring/working-copy-bodies.ts';
import { change, changed, writing } from './change.ts';

const tags = ['authoring'];
const base = '/api/authoring/problems/:slug';
/** Of programs and statements. */
const bodyLimit = 20 * 1024 * 1024;

/** Changes of the parts of a package that are not test data. Each needs If-Match. */
export function authoringEditRoutes(app: App, deps: RouteDeps): void {
  statements(app, deps);
  settings(app, deps);
  checker(app, deps);
  starters(app, deps);
  solutions(app, deps);
}

function statements(app: App, deps: RouteDeps): void {
  const url = `${base}/statements/:language`;
  const put = {
    tags,
    operationId: 'putStatement',
    summary: 'Write the statement in a language',
    description: 'Markdown; `en` is shown before the others. Needs If-Match.',
    params: StatementParams,
    body: StatementBody,
    response: changed,
  };
  app.put(url, { schema: put, config: writing('statement'), bodyLimit }, async (request, reply) => {
    const { slug, language } = request.params;
    const edit = () => changeStatement(language, request.body.markdown);
    return change(deps, { request, reply }, { slug, what: language, edit });
  });
  const remove = {
    tags,
    operationId: 'deleteStatement',
    summary: 'Take out the statement in a language',
    description: 'The Markdown one. Needs If-Match.',
    params: StatementParams,
    response: changed,
  };
  app.delete(url, { schema: remove, config: writing('statement') }, async (request, reply) => {
    const { slug, language } = request.params;
    return change(deps, { request, reply }, { slug, what: language, edit: () => changeStatement(language, null) });
  });
}

function settings(app: App, deps: RouteDeps): void {
  const schema = {
    tags,
    operationId: 'changeSettings',
    summary: 'Change name, type, languages and limits',
    description: 'What is left out stays, and so do comments and all other keys of problem.yaml. Needs If-Match.',
    params: CopyParams,
    body: SettingsBody,
    response: changed,
  };
  const runtimes = [...deps.runtimes.values()];
  app.patch(`${base}/settings`, { schema, config: writing('settings') }, async (request, reply) => {
    const { slug } = request.params;
    const what = Object.keys(request.body).join();
    const edit = () => changeSettings(request.body as SettingsChange, runtimes);
    return change(deps, { request, reply }, { slug, what, edit });
  });
}

function checker(app: App, deps: RouteDeps): void {
  const schema = {
    tags,
    operationId: 'putChecker',
    summary: 'Choose how outputs are compared',
    description:
      'By tokens, by lines, byte for byte, or with an output validator of its own, whose files are replaced if some are sent. Groups and cases with arguments of their own keep them. Needs If-Match.',
    params: CopyParams,
    body: CheckerBody,
    response: changed,
  };
  app.put(`${base}/checker`, { schema, config: writing('checker'), bodyLimit }, async (request, reply) => {
    const { slug } = request.params;
    const { body } = request;
    return change(deps, { request, reply }, { slug, what: body.kind, edit: () => changeChecker(body as never) });
  });
}

function starters(app: App, deps: RouteDeps): void {
  const url = `${base}/starters/:runtime`;
  const runtimes = [...deps.runtimes.values()];
  const put = {
    tags,
    operationId: 'putStarter',
    summary: 'Write the starter code for a runtime',
    description:
      'In place of all that was there. It changes no verdict, so it is no part of the version. Needs If-Match.',
    params: StarterParams,
    body: StarterBody,
    response: changed,
  };
  app.put(url, { schema: put, config: writing('starter'), bodyLimit }, async (request, reply) => {
    const { slug, runtime } = request.params;
    const edit = () => changeStarter(runtime, request.body.files, runtimes);
    return change(deps, { request, reply }, { slug, what: runtime, edit });
  });
  const remove = {
    tags,
    operationId: 'deleteStarter',
    summary: 'Take out the starter code for a runtime',
    description: 'A candidate begins with nothing. Needs If-Match.',
    params: StarterParams,
    response: changed,
  };
  app.delete(url, { schema: remove, config: writing('starter') }, async (request, reply) => {
    const { slug, runtime } = request.params;
    return change(deps, { request, reply }, { slug, what: runtime, edit: () => changeStarter(runtime, [], runtimes) });
  });
}

function solutions(app: App, deps: RouteDeps): void {
  const url = `${base}/solutions/*`;
  const params = pathParams('wrong_answer/greedy.py');
  const put = {
    tags,
    operationId: 'putSolution',
    summary: 'Write a reference solution',
    description:
      'Its folder says what it gets: accepted, wrong_answer, time_limit_exceeded, run_time_error, … One file with `source`, or a folder of that name with `files`. Needs If-Match.',
    params,
    body: SolutionBody,
    response: changed,
  };
  app.put(url, { schema: put, config: writing('solution'), bodyLimit }, async (request, reply) => {
    const { slug } = request.params;
    const name = restOf(request.params);
    return change(deps, { request, reply }, { slug, what: name, edit: () => changeSolution(name, request.body) });
  });
  const remove = {
    tags,
    operationId: 'deleteSolution',
    summary: 'Take out a reference solution',
    description: 'Its file, or its folder. Needs If-Match.',
    params,
    response: changed,
  };
  app.delete(url, { schema: remove, config: writing('solution') }, async (request, reply) => {
    const { slug } = request.params;
    const name = restOf(request.params);
    return change(deps, { request, reply }, { slug, what: name, edit: () => deleteSolution(name) });
  });
}
