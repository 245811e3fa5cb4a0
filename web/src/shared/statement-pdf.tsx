import { bytes } from './format.ts';

/** Where a statement is a PDF: the way to it. It is what a browser puts away, for nobody here has looked into it. */
export function StatementPdf({ href, pdf }: { href: string; pdf: { sizeBytes: number } | null }) {
  if (pdf === null) return null;
  return (
    <p>
      <a class="button" href={href} download>
        Download the statement (PDF, {bytes(pdf.sizeBytes)})
      </a>
    </p>
  );
}
