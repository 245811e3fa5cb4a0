import { effect, signal } from '@preact/signals';

type Theme = 'auto' | 'light' | 'dark';
const key = 'assay-theme';
const order: readonly Theme[] = ['auto', 'light', 'dark'];
const names: Record<Theme, string> = { auto: 'As the system', light: 'Light', dark: 'Dark' };

const theme = signal<Theme>(order.find((one) => one === localStorage.getItem(key)) ?? 'auto');

effect(() => {
  document.documentElement.dataset.theme = theme.value;
  localStorage.setItem(key, theme.value);
});

export function ThemeButton() {
  const next = order[(order.indexOf(theme.value) + 1) % order.length] ?? 'auto';
  return (
    <button
      type="button"
      class="button quiet"
      onClick={() => {
        theme.value = next;
      }}
      aria-label={`Colours: ${names[theme.value]}. Change to: ${names[next]}`}
    >
      {theme.value === 'auto' ? '◐' : theme.value === 'light' ? '☀' : '☾'}
    </button>
  );
}
