import { CopyField } from '../../shared/copy.tsx';
import { visible } from '../../shared/text.tsx';

/** A link that is shown once, to be given to the one person whom it is for. */
export function PersonalLink({ link, whose }: { link: string; whose: string }) {
  return <CopyField name={`Link for ${visible(whose)}`} value={link} />;
}
