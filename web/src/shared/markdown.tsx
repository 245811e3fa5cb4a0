/** HTML that the server made of Markdown and sanitised: see engine/markdown. Nothing else may be given to it. */
export function Markdown({ html }: { html: string }) {
  return <div class="markdown" dangerouslySetInnerHTML={{ __html: html }} />;
}
