import { Page } from '../shared/page.tsx';

/** From the link to the end of an attempt. */
export function Take() {
  return (
    <Page title="Your assessment" width="narrow">
      <h1>Your assessment</h1>
    </Page>
  );
}
