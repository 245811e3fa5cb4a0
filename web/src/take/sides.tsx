import { type Side, side } from './place.ts';

const sides: readonly { id: Side; text: string }[] = [
  { id: 'statement', text: 'Statement' },
  { id: 'code', text: 'Program' },
  { id: 'result', text: 'Results' },
];

/** Where the window is too narrow for all of it, one at a time. */
export function Sides() {
  return (
    <nav class="sides" aria-label="Parts of the problem">
      {sides.map(({ id, text }) => (
        <button
          key={id}
          type="button"
          class="button quiet"
          aria-current={id === side.value ? 'true' : undefined}
          onClick={() => {
            side.value = id;
          }}
        >
          {text}
        </button>
      ))}
    </nav>
  );
}
