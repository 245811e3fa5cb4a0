import { Button } from '../../../shared/button.tsx';
import { mayWrite } from '../desk.ts';

/** Opens what one may change, or look at. */
export function EditOrOpen({ name, onPress }: { name: string; onPress(): void }) {
  const word = mayWrite() ? 'Edit' : 'Open';
  return (
    <Button kind="quiet" label={`${word} ${name}`} onPress={onPress}>
      {word}
    </Button>
  );
}
