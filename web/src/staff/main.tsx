import { render } from 'preact';
import { ErrorBoundary, LocationProvider, lazy, Route, Router, useLocation } from 'preact-iso';
import '../style.css';
import { Page } from '../shared/page.tsx';
import { Toasts } from '../shared/toasts.tsx';
import { Head } from './frame.tsx';
import { Join } from './join.tsx';
import { loadSession, who } from './session.ts';
import { SignIn } from './sign-in.tsx';

/** Pages are loaded when they are first asked for. */
const pages = {
  account: lazy(() => import('./account.tsx')),
};

function Home() {
  return (
    <Page title="Home">
      <h1>Assay</h1>
    </Page>
  );
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

const page = document.getElementById('page');
if (page) render(<App />, page);
loadSession().catch(() => {
  who.value = null;
});
