import { effect, signal } from '@preact/signals';

const key = 'assay-code-size';
const [least, usual, most] = [11, 14, 28];

const size = signal(Number(localStorage.getItem(key)) || usual);

effect(() => {
  document.documentElement.style.setProperty('--code-size', `${size.value / 16}rem`);
  localStorage.setItem(key, String(size.value));
});

export function FontSize() {
  const by = (step: number) => () => {
    size.value = Math.min(most, Math.max(least, size.value + step));
  };
  return (
    <fieldset class="font-size">
      <legend class="sr">Size of the code: {size.value} pixels</legend>
      <button type="button" class="button" onClick={by(-1)} disabled={size.value <= least}>
        A−<span class="sr"> smaller code</span>
      </button>
      <button type="button" class="button" onClick={by(1)} disabled={size.value >= most}>
        A+<span class="sr"> larger code</span>
      </button>
    </fieldset>
  );
}
