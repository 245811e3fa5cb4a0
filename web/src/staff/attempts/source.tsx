import type { ComponentChildren } from 'preact';
import { useMemo } from 'preact/hooks';
import type { SourceFile } from '../../../../engine/model/submission.ts';
import { visible } from '../../shared/text.tsx';
import { usePaint } from './use-paint.ts';

export interface Mark {
  fromLine: number;
  toLine: number;
  /** At its first line: for screen readers, or for all. */
  says: string;
  shown?: boolean;
  look?: 'marked' | 'marked-now';
}

/** A file by its lines, some of them marked. A line's number can be clicked, what follows a line stands below it. */
export function Source({
  file: { name, content },
  whose,
  marks = [],
  onLine,
  below,
}: {
  file: SourceFile;
  /** Tells it from others of the same name on the page. */
  whose: string;
  marks?: readonly Mark[];
  onLine?: ((line: number) => void) | undefined;
  below?(line: number): ComponentChildren;
}) {
  const paint = usePaint(name);
  const painted = useMemo(() => paint(content), [paint, content]);
  const lines = content === '' || content.endsWith('\n') ? painted.slice(0, -1) : painted;
  return (
    <section class="source" tabIndex={0} aria-label={`${name}, ${whose}`}>
      {lines.map((pieces, index) => {
        const line = index + 1;
        const mark = marks.findLast(({ fromLine, toLine }) => fromLine <= line && line <= toLine);
        return (
          <div key={line}>
            <div class={`source-line ${mark ? (mark.look ?? 'marked') : ''}`}>
              {onLine ? (
                <button type="button" tabIndex={-1} title={`Note on line ${line}`} onClick={() => onLine(line)}>
                  {line}
                </button>
              ) : (
                <span class="source-number">{line}</span>
              )}
              {mark?.fromLine === line && !mark.shown && <span class="sr">{mark.says}: </span>}
              <code>
                {pieces.map(({ text, look }, place) =>
                  look === '' ? (
                    visible(text)
                  ) : (
                    <span key={place} class={look}>
                      {visible(text)}
                    </span>
                  ),
                )}
              </code>
              {mark?.fromLine === line && mark.shown && <span class="tag source-tag">{mark.says}</span>}
            </div>
            {below?.(line)}
          </div>
        );
      })}
      {lines.length === 0 && <p class="hint">The file is empty.</p>}
    </section>
  );
}
