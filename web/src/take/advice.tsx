import { adviceOf, type Told } from './verdict-advice.ts';

/** What to try next, below a verdict that asks for it. */
export function Advice(told: Told) {
  const words = adviceOf(told);
  return words === null ? null : <p class="advice">{words}</p>;
}
