import { useRef } from 'preact/hooks';
import { bounds, change, foldAway, nextShare, type PaneName, panes } from './panes.ts';

const stepPercent = 4;

/** Which arrow makes the pane larger, and which smaller. */
const arrows = {
  statement: { ArrowRight: 1, ArrowLeft: -1 },
  result: { ArrowUp: 1, ArrowDown: -1 },
} as const;

/** A finger that presses moves a little. */
const stillPx = 4;

/** Between two panes: is dragged, or moved by a click, by arrows, Home and End; Enter folds the pane away. */
export function Splitter({ name, label }: { name: PaneName; label: string }) {
  const { share } = panes.value[name];
  const { least, most } = bounds[name];
  const from = useRef({ x: 0, y: 0 });
  const isDragged = useRef(false);
  const press = (event: KeyboardEvent) => {
    const step = (arrows[name] as Record<string, number>)[event.key];
    if (step !== undefined) change(name, { share: share + step * stepPercent });
    else if (event.key === 'Home') change(name, { share: least });
    else if (event.key === 'End') change(name, { share: most });
    else if (event.key === 'Enter') foldAway(name);
    else return;
    event.preventDefault();
  };
  const take = ({ currentTarget, pointerId, clientX: x, clientY: y }: PointerEvent) => {
    (currentTarget as HTMLElement).setPointerCapture(pointerId);
    from.current = { x, y };
    isDragged.current = false;
  };
  const drag = ({ currentTarget, pointerId, clientX, clientY }: PointerEvent) => {
    const bar = currentTarget as HTMLElement;
    const desk = bar.parentElement?.getBoundingClientRect();
    if (desk === undefined || !bar.hasPointerCapture(pointerId)) return;
    const { x, y } = from.current;
    isDragged.current ||= Math.hypot(clientX - x, clientY - y) >= stillPx;
    if (!isDragged.current) return;
    const part = name === 'statement' ? (clientX - desk.left) / desk.width : (desk.bottom - clientY) / desk.height;
    change(name, { share: Math.round(part * 100) });
  };
  const click = () => {
    if (!isDragged.current) change(name, { share: nextShare(name, share) });
    isDragged.current = false;
  };
  return (
    // biome-ignore lint/a11y/useSemanticElements: an hr cannot be moved.
    <div
      role="separator"
      tabIndex={0}
      class={`splitter ${name}-splitter`}
      aria-label={label}
      aria-orientation={name === 'statement' ? 'vertical' : 'horizontal'}
      aria-controls={`${name}-pane`}
      aria-valuenow={share}
      aria-valuemin={least}
      aria-valuemax={most}
      title="Click to make more or less room, drag, or use the arrows. Enter folds it away."
      onKeyDown={press}
      onPointerDown={take}
      onPointerMove={drag}
      onClick={click}
    />
  );
}
