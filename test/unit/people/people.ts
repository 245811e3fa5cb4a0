import { randomBytes } from 'node:crypto';
import { onTestFinished } from 'vitest';
import { createIds } from '../../../engine/ids.ts';
import type { StaffMember } from '../../../engine/model/people.ts';
import type { StaffRole } from '../../../engine/model/permission.ts';
import { createPeople, type People } from '../../../engine/people/people.ts';
import type { Store } from '../../../engine/ports.ts';
import { openStore } from '../../../engine/store/open.ts';
import { dataDirectory } from '../../support/assay.ts';
import { testClock } from '../../support/clock.ts';

export const password = 'four plain words here';

/** People on a real store, with a clock that goes on when it is told to. */
export async function createTestPeople() {
  const store: Store = await openStore({ url: undefined, dataDir: await dataDirectory() });
  onTestFinished(() => store.close());
  const clock = testClock();
  const newPeople = () => createPeople({ store, clock, newId: createIds(clock), random: randomBytes });
  const people: People = newPeople();

  /** Somebody who has taken their link. */
  async function hire(email: string, roles: StaffRole[]): Promise<StaffMember> {
    const { token } = await people.staff.invite({ email, name: email.split('@')[0] ?? '', roles }, 'setup');
    return people.join({ token, password });
  }
  return { store, clock, people, newPeople, hire };
}
