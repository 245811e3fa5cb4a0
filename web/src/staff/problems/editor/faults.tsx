import { Button } from '../../../shared/button.tsx';
import { Notice } from '../../../shared/notice.tsx';
import { showTab } from '../../../shared/tabs.tsx';
import { visible } from '../../../shared/text.tsx';
import type { Desk } from '../desk.ts';
import { partOf } from './part-of.ts';

/** What keeps a working copy from being a problem; always in sight. */
export function Faults({ desk }: { desk: Desk }) {
  const view = desk.view.value;
  if (view === null) return null;
  const { faults, warnings } = view;
  return (
    <>
      {desk.stale.value && (
        <Notice kind="error">
          <p>
            Somebody else has changed this problem meanwhile. Load what is there now: what you typed and did not save
            stays in its place, and can be saved then.
          </p>
          <Button onPress={desk.load}>Load what is there now</Button>
        </Notice>
      )}
      {faults.length > 0 ? (
        <Notice kind="warn">
          <p>
            <strong>It is no whole problem yet.</strong>
          </p>
          <ul class="words">
            {faults.map(({ file, line, message }) => (
              <li key={`${file}${line}${message}`}>
                {file !== null && <code>{visible(line === null ? file : `${file}:${line}`)}</code>} {visible(message)}{' '}
                {file !== null && <GoTo desk={desk} file={file} line={line} />}
              </li>
            ))}
          </ul>
        </Notice>
      ) : (
        <Notice kind="good">
          <p>The package can be read without a fault. Whether its solutions get what they should, verify tells.</p>
        </Notice>
      )}
      {warnings.length > 0 && (
        <details>
          <summary>
            {warnings.length} {warnings.length === 1 ? 'thing' : 'things'} worth a look
          </summary>
          <ul class="words">
            {warnings.map((words) => (
              <li key={words}>{visible(words)}</li>
            ))}
          </ul>
        </details>
      )}
    </>
  );
}

/** To where it is mended. */
function GoTo({ desk, file, line }: { desk: Desk; file: string; line: number | null }) {
  const part = partOf(file, line);
  const go = () => {
    if (part.text === 'the file') desk.file.value = file;
    showTab('part', part.key);
  };
  return <Button onPress={go}>Go to {part.text}</Button>;
}
