import { once } from 'node:events';
import { connect, createServer, type Socket } from 'node:net';

/** A way to a server that can fall silent, as a cut cable does: nothing comes through and nobody is told. */
export interface SilentLink {
  readonly url: string;
  fallSilent(): void;
  close(): void;
}

export const silentLink = async (url: string): Promise<SilentLink> => {
  const target = new URL(url);
  const sockets = new Set<Socket>();
  let isSilent = false;
  const pass = (from: Socket, to: Socket): void => {
    sockets.add(from);
    from.on('error', () => to.destroy());
    from.on('data', (bytes) => {
      if (!isSilent) to.write(bytes);
    });
    from.on('end', () => {
      if (!isSilent) to.end();
    });
  };
  const server = createServer((near) => {
    const far = connect(Number(target.port), target.hostname);
    pass(near, far);
    pass(far, near);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (typeof address !== 'object' || address === null)
    throw new Error(`expected a port, got ${String(address)}`);
  const linked = new URL(url);
  linked.host = `127.0.0.1:${address.port}`;
  return {
    url: linked.href,
    fallSilent: () => {
      isSilent = true;
    },
    close: () => {
      server.close();
      for (const socket of sockets) socket.destroy();
    },
  };
};
