import { useId } from 'preact/hooks';

const words = ['Poor', 'Weak', 'Fair', 'Good', 'Excellent'];

/** From 1 to 5, by radio buttons: arrows choose. */
export function Rating({
  title,
  value,
  onValue,
}: {
  title: string;
  value: number | null;
  onValue(value: number): void;
}) {
  const name = useId();
  return (
    <fieldset class="rating">
      <legend>{title}</legend>
      {words.map((word, index) => (
        <label key={word} class="check">
          <input type="radio" name={name} checked={value === index + 1} onChange={() => onValue(index + 1)} />
          {index + 1} {word}
        </label>
      ))}
    </fieldset>
  );
}
