import { Hostile, Output } from '../../../shared/text.tsx';

/** What a program says about something: one line of it, or a block. */
export function Words({ text }: { text: string }) {
  const words = text.trim();
  if (words.includes('\n')) return <Output label="Its words" text={words} />;
  return (
    <p class="anywhere">
      <Hostile text={words} />
    </p>
  );
}
