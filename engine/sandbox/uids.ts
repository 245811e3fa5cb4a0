export interface UidRange {
  first: number;
  count: number;
}

/**
 * Gives each box user ids that no other box has, since the kernel counts processes by user over the whole host. The
 * ranges begin at a random place, so that two engines on a host do not meet either. Under `userns-remap` only ids
 * below 65,536 exist: the ranges are shorter then, and come round again sooner.
 */
export function createUidRanges({ remapped, random }: { remapped: boolean; random: () => number }): () => UidRange {
  const { base, count, slots } = remapped
    ? { base: 20_000, count: 512, slots: 88 }
    : { base: 200_000, count: 4096, slots: 500_000 };
  let slot = Math.floor(random() * slots);
  return () => {
    slot = (slot + 1) % slots;
    return { first: base + slot * count, count };
  };
}
