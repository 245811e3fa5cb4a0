import { readFileSync, readlinkSync } from 'node:fs';
import { hostname } from 'node:os';

/*
 * Who holds a lease or a box, so that the work of a process that was killed can be taken over at once. An owner is
 * `<host name>/<process id>/<start>`. A process id alone is used again, by another process or after a reboot: so
 * `start` is, on Linux, `<boot>-<pid namespace>-<start of the process in clock ticks since boot>`, elsewhere the second
 * in which the process started. Machines that share a store need host names of their own.
 */

export type OwnerState = 'alive' | 'dead' | 'unknown';

/** The name of this process. It stays the same for as long as the process lives. */
export function currentOwner(): string {
  return `${hostname()}/${process.pid}/${startOf(process.pid) ?? Math.round(Date.now() / 1000 - process.uptime())}`;
}

/** `unknown` for a process that cannot be seen from here: on another host, or in another container. */
export function ownerState(owner: string): OwnerState {
  const [host, pid, start] = owner.split('/');
  if (host !== hostname() || !/^[1-9]\d*$/.test(pid ?? '') || start === undefined) return 'unknown';
  const [boot, namespace] = start.split('-');
  const here = place();
  if (!here || namespace === undefined) return owner === currentOwner() ? 'alive' : 'unknown';
  if (boot !== here.boot) return 'dead';
  if (namespace !== here.namespace) return 'unknown';
  return startOf(Number(pid)) === start ? 'alive' : 'dead';
}

/** `null` when there is no such process any more, or no /proc to look it up in. */
function startOf(pid: number): string | null {
  const here = place();
  if (!here) return null;
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // The second field is the program's name in parentheses, which may contain anything: count from its end.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    const [state, ticks] = [fields[0], fields[19]];
    const ended = state === 'Z' || state === 'X';
    return ended ? null : `${here.boot}-${here.namespace}-${ticks}`;
  } catch {
    return null;
  }
}

function place(): { boot: string; namespace: string } | null {
  try {
    const boot = readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').slice(0, 8);
    const namespace = readlinkSync('/proc/self/ns/pid').replace(/\D/g, '');
    return { boot, namespace };
  } catch {
    return null;
  }
}
