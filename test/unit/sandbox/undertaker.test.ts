import { expect, test } from 'vitest';
import { createUndertaker } from '../../../engine/sandbox/undertaker.ts';
import { silentLog } from '../../support/sandbox.ts';

/** A box whose removal fails so many times, as Docker's does while a file system is busy. */
function stubborn(failures: number) {
  let left = failures;
  const box = {
    gone: false,
    async remove() {
      if (left-- > 0) throw new Error('device or resource busy');
      box.gone = true;
    },
  };
  return box;
}

test('a box that could not be removed is in quarantine, and is tried once more at the end', async () => {
  const undertaker = createUndertaker(silentLog);
  const box = stubborn(1);
  let told = false;
  undertaker.bury(box, () => {
    told = true;
  });
  await expect.poll(() => undertaker.stuck()).toBe(1);
  await undertaker.close();
  expect([box.gone, told, undertaker.stuck()]).toEqual([true, true, 0]);
});

test('the end waits for what is being removed', async () => {
  const undertaker = createUndertaker(silentLog);
  const boxes = [stubborn(0), stubborn(0), stubborn(0)];
  for (const box of boxes) undertaker.bury(box);
  await undertaker.close();
  expect(boxes.every(({ gone }) => gone)).toBe(true);
});
