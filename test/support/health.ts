import type { SandboxHealth } from '../../engine/ports.ts';

export const healthy: SandboxHealth = {
  ok: true,
  reachable: true,
  problems: [],
  ready: {},
  inUse: 0,
  quarantined: 0,
};
