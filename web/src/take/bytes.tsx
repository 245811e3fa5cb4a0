import type { SampleRun } from '../../../api/schemas/grading/sample.ts';
import { bytes } from '../shared/format.ts';
import { Output } from '../shared/text.tsx';

type Excerpt = SampleRun['output'];

export function textOf({ base64 }: Pick<Excerpt, 'base64'>): string {
  return new TextDecoder().decode(Uint8Array.from(atob(base64), (char) => char.charCodeAt(0)));
}

/** Some bytes that a program read or wrote. */
export function Bytes({ title, of }: { title: string; of: Excerpt }) {
  const text = textOf(of);
  return (
    <div>
      <h3>{title}</h3>
      {text === '' ? <p class="soft">Nothing</p> : <Output label={title} text={text} />}
      {of.cut && <p class="hint">The beginning of {bytes(of.sizeBytes)}</p>}
    </div>
  );
}
