import { once } from 'node:events';
import { connect, createServer, type Socket } from 'node:net';
import { join } from 'node:path';

/** A way to Docker that can be cut, for a server of its own: Docker itself goes on. */
export async function openDockerSocket(folder: string): Promise<{ url: string; cut(): void }> {
  const path = join(folder, 'docker.sock');
  const open = new Set<Socket>();
  const carry = (from: Socket, to: Socket) => {
    open.add(from);
    from.on('error', () => to.destroy());
    from.on('close', () => open.delete(from));
    from.pipe(to);
  };
  const proxy = createServer({ allowHalfOpen: true }, (near) => {
    const far = connect({ path: '/var/run/docker.sock', allowHalfOpen: true });
    carry(near, far);
    carry(far, near);
  });
  proxy.listen(path);
  await once(proxy, 'listening');
  return {
    url: `unix://${path}`,
    cut() {
      proxy.close();
      for (const socket of open) socket.destroy();
    },
  };
}
