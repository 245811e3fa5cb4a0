import { visible } from '../../../shared/text.tsx';
import { Confirm } from '../confirm.tsx';
import { type Desk, mayWrite } from '../desk.ts';

/** Takes a file or a solution out of the working copy, once that is confirmed. */
export function DeletePart({ desk, part, name }: { desk: Desk; part: string; name: string }) {
  if (!mayWrite()) return null;
  return (
    <Confirm
      kind="quiet"
      text="Delete"
      label={`Delete ${name}`}
      title={`Delete ${visible(name)}?`}
      yes="Delete"
      onYes={() => desk.change('DELETE', part)}
    >
      <p>It is gone from the working copy. Published versions keep it.</p>
    </Confirm>
  );
}
