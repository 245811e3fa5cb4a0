import { type ComponentChildren, render } from 'preact';
import { useEffect } from 'preact/hooks';
import { ErrorBoundary, LocationProvider, Route, Router, useLocation } from 'preact-iso';
import '../style.css';
import '../staff.css';
import { sayErrorsBy, watchAnswers } from '../shared/api.ts';
import { Arrival, Page } from '../shared/page.tsx';
import { Toasts } from '../shared/toasts.tsx';
import { Head, isPlace, places } from './frame.tsx';
import { toHeading } from './heading.ts';
import { Join } from './join.tsx';
import { LineBanner, onReached, recovered } from './line.tsx';
import { LoadingLine } from './loading-line.tsx';
import { page, Unbroken } from './place.tsx';
import { can, isAway, loadSession, onRefused, watchSession, who } from './session.ts';
import { SignIn } from './sign-in.tsx';
import { SignedOut } from './signed-out.tsx';
import { staffWords } from './words.ts';

/** Pages are loaded when they are first asked for. */
const pages = {
  account: page(() => import('./account.tsx')),
  assessments: page(() => import('./assessments/list.tsx')),
  editAssessment: page(() => import('./assessments/edit.tsx')),
  attempts: page(() => import('./assessments/attempts.tsx')),
  invitations: page(() => import('./assessments/invitations.tsx')),
  scorecard: page(() => import('./attempts/scorecard.tsx')),
  timeline: page(() => import('./attempts/timeline.tsx')),
  similarity: page(() => import('./assessments/similarity.tsx')),
  similarPair: page(() => import('./assessments/similar-pair.tsx')),
  compare: page(() => import('./assessments/compare.tsx')),
  people: page(() => import('./people/people.tsx')),
  keys: page(() => import('./keys/keys.tsx')),
  webhooks: page(() => import('./webhooks/list.tsx')),
  webhook: page(() => import('./webhooks/webhook.tsx')),
  system: page(() => import('./system/system.tsx')),
  audit: page(() => import('./audit/audit.tsx')),
  problems: page(() => import('./problems/list.tsx')),
  problem: page(() => import('./problems/problem.tsx')),
  editProblem: page(() => import('./problems/editor/editor.tsx')),
  rejudge: page(() => import('./problems/rejudge/rejudge.tsx')),
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
      <p>If somebody invited you, open the whole link that they sent you.</p>
      <p>
        <a href="/">To the beginning</a>
      </p>
    </Page>
  );
}

function Place() {
  const { path } = useLocation();
  if (path === '/setup' || path === '/join') return <Join first={path === '/setup'} />;
  if (!isPlace(path)) return <NotFound />;
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

/** Who is signed out leaves nothing to be read by the next at this machine. */
function Covered({ children }: { children: ComponentChildren }) {
  return <div class={isAway.value ? 'cover over' : 'cover'}>{children}</div>;
}

function App() {
  return (
    <LocationProvider>
      <Arrival.Provider value={toHeading}>
        <Covered>
          <Head />
          <LoadingLine />
          <LineBanner />
          <Unbroken>
            <Place />
          </Unbroken>
        </Covered>
        <SignedOut />
        <Toasts />
      </Arrival.Provider>
    </LocationProvider>
  );
}

sayErrorsBy(staffWords);
watchAnswers({ onReached, onRefused });
watchSession();
const root = document.getElementById('page');
if (root) render(<App />, root);
load();

/** Until the server has said who is here. */
function load(): void {
  loadSession().catch(() => recovered().then(load));
}
