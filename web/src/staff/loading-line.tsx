import { underWay } from '../shared/load.tsx';

/** Says that something is being loaded, by a line above the page, when that takes long enough to be wondered at. */
export function LoadingLine() {
  return underWay.value === 0 ? null : <div class="loading-line" role="progressbar" aria-label="Loading" />;
}
