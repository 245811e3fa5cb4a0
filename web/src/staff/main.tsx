import { render } from 'preact';
import { useEffect } from 'preact/hooks';
import { ErrorBoundary, LocationProvider, lazy, Route, Router, useLocation } from 'preact-iso';
import '../style.css';
import { sayErrorsBy } from '../shared/api.ts';
import { Page } from '../shared/page.tsx';
import { Toasts } from '../shared/toasts.tsx';
import { sentenceOf } from '../shared/wrong.ts';
import { Head, places } from './frame.tsx';
import { Join } from './join.tsx';
import { can, loadSession, who } from './session.ts';
import { SignIn } from './sign-in.tsx';

/** Pages are loaded when they are first asked for. */
const pages = {
  account: lazy(() => import('./account.tsx')),
  assessments: lazy(() => import('./assessments/list.tsx')),
  editAssessment: lazy(() => import('./assessments/edit.tsx')),
  attempts: lazy(() => import('./assessments/attempts.tsx')),
  invitations: lazy(() => import('./assessments/invitations.tsx')),
  scorecard: lazy(() => import('./attempts/scorecard.tsx')),
  timeline: lazy(() => import('./attempts/timeline.tsx')),
  similarity: lazy(() => import('./assessments/similarity.tsx')),
  similarPair: lazy(() => import('./assessments/similar-pair.tsx')),
  compare: lazy(() => import('./assessments/compare.tsx')),
  people: lazy(() => import('./people/people.tsx')),
  keys: lazy(() => import('./keys/keys.tsx')),
  webhooks: lazy(() => import('./webhooks/list.tsx')),
  webhook: lazy(() => import('./webhooks/webhook.tsx')),
  system: lazy(() => import('./system/system.tsx')),
  audit: lazy(() => import('./audit/audit.tsx')),
  problems: lazy(() => import('./problems/list.tsx')),
  problem: lazy(() => import('./problems/problem.tsx')),
  editProblem: lazy(() => import('./problems/editor.tsx')),
  rejudge: lazy(() => import('./problems/rejudge.tsx')),
};

/** The first place that one may see. */
function Home() {
  const { route } = useLocation();
  useEffect(() => route(places.find(({ needs }) => can(needs))?.path ?? '/account', true), []);
  return <p class="loading">Loading …</p>;
}

function NotFound() {
  return (
    <Page title="Not found" width="narrow">
      <h1>There is no such page</h1>
      <p>
        <a href="/">To the beginning</a>
      </p>
    </Page>
  );
}

function Place() {
  const { path } = useLocation();
  if (path === '/setup' || path === '/join') return <Join first={path === '/setup'} />;
  if (who.value === undefined) return <p class="loading">Loading …</p>;
  if (who.value === null) return <SignIn />;
  return (
    <ErrorBoundary>
      <Router>
        <Route path="/" component={Home} />
        <Route path="/account" component={pages.account} />
        <Route path="/assessments" component={pages.assessments} />
        <Route path="/assessments/new" component={pages.editAssessment} />
        <Route path="/assessments/:id" component={pages.attempts} />
        <Route path="/assessments/:id/edit" component={pages.editAssessment} />
        <Route path="/assessments/:id/invitations" component={pages.invitations} />
        <Route path="/assessments/:id/similarity" component={pages.similarity} />
        <Route path="/assessments/:id/similarity/:problem/:left/:right" component={pages.similarPair} />
        <Route path="/assessments/:id/compare" component={pages.compare} />
        <Route path="/attempts/:id" component={pages.scorecard} />
        <Route path="/attempts/:id/timeline" component={pages.timeline} />
        <Route path="/people" component={pages.people} />
        <Route path="/keys" component={pages.keys} />
        <Route path="/webhooks" component={pages.webhooks} />
        <Route path="/webhooks/:id" component={pages.webhook} />
        <Route path="/system" component={pages.system} />
        <Route path="/audit" component={pages.audit} />
        <Route path="/problems" component={pages.problems} />
        <Route path="/problems/:slug" component={pages.problem} />
        <Route path="/problems/:slug/edit" component={pages.editProblem} />
        <Route path="/problems/:slug/rejudges/:id" component={pages.rejudge} />
        <Route default component={NotFound} />
      </Router>
    </ErrorBoundary>
  );
}

function App() {
  return (
    <LocationProvider>
      <Head />
      <Place />
      <Toasts />
    </LocationProvider>
  );
}

sayErrorsBy(({ message, field }) => sentenceOf(message, field));
const page = document.getElementById('page');
if (page) render(<App />, page);
loadSession().catch(() => {
  who.value = null;
});
