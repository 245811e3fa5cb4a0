import { visible } from './text.tsx';

/** What turns the direction of what follows, so that it reads otherwise than it was written. */
const turns = /[\u202a-\u202e\u2066-\u2069]/g;

/** HTML that the server made of Markdown and sanitised: see engine/markdown. Nothing else may be given to it. */
export function Markdown({ html }: { html: string }) {
  return <div class="markdown" dangerouslySetInnerHTML={{ __html: html.replace(turns, visible) }} />;
}
