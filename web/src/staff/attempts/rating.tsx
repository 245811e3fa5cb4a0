import { useId } from 'preact/hooks';
import { number } from '../../shared/format.ts';

const words = ['Poor', 'Weak', 'Fair', 'Good', 'Excellent'];

/** From 1 to 5, by radio buttons: arrows choose. */
export function Rating({
  title,
  weighs,
  value,
  onValue,
}: {
  title: string;
  /** In the score of the review, where criteria do not count the same. */
  weighs: number;
  value: number | null;
  onValue(value: number): void;
}) {
  const name = useId();
  return (
    <fieldset class="rating scale">
      <legend>
        {title} {weighs !== 1 && <span class="soft">× {number(weighs)}</span>}
      </legend>
      {words.map((word, index) => (
        <label key={word}>
          <span>
            <input type="radio" name={name} checked={value === index + 1} onChange={() => onValue(index + 1)} />{' '}
            <strong>{index + 1}</strong>
          </span>{' '}
          <span class="small">{word}</span>
        </label>
      ))}
    </fieldset>
  );
}
