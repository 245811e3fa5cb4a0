/** A figure with a bar of how much of its limit it is; full where it is beyond. */
export function UsedOf({ used, limit, says }: { used: number; limit: number | null; says: string }) {
  const share = limit === null ? 0 : used / limit;
  return (
    <div class={share >= 1 ? 'used over' : 'used'}>
      {says}
      {share >= 1 && <span class="sr"> (over the limit)</span>}
      {limit !== null && (
        <span class="bar" aria-hidden="true">
          <i style={{ width: `${Math.min(1, share) * 100}%` }} />
        </span>
      )}
    </div>
  );
}
