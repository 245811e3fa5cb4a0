import type { ComponentChildren, ComponentType } from 'preact';
import { useErrorBoundary } from 'preact/hooks';
import { lazy } from 'preact-iso';
import { Button } from '../shared/button.tsx';
import { whileLoading } from '../shared/load.tsx';
import { Page } from '../shared/page.tsx';
import { recovered } from './line.tsx';

/** A page that is loaded when it is first asked for; if the server is away, as soon as it is back. */
export function page<P>(load: () => Promise<{ default: ComponentType<P> }>) {
  return lazy<ComponentType<P>>(() =>
    whileLoading(load().catch(() => recovered().then(load))).catch(() => ({ default: Broken })),
  );
}

function Broken() {
  return (
    <Page title="Something went wrong" width="narrow">
      <h1>Something went wrong in this page</h1>
      <p>It may be older than the server. Load it anew; if that does not help, tell whoever looks after the server.</p>
      <Button kind="main" onPress={() => location.reload()}>
        Load it anew
      </Button>
    </Page>
  );
}

/** Instead of an empty window, when a page fails. */
export function Unbroken({ children }: { children: ComponentChildren }) {
  const [error] = useErrorBoundary();
  return <>{error ? <Broken /> : children}</>;
}
