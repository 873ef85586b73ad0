import { randomInt } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:net';

/** Below what systems deal out to those who ask for any port. */
const PORTS = [20_000, 32_000] as const;
const TRIES_MAX = 100;

/**
 * A free port that a server of a test has again after it was stopped: nobody who asks for any port is given it in
 * between.
 */
export const keptPort = async (): Promise<number> => {
  for (let tries = 0; tries < TRIES_MAX; tries += 1) {
    const port = randomInt(...PORTS);
    if (await isFree(port)) return port;
  }
  throw new Error(`expected a free port between ${PORTS.join(' and ')}, got none in ${TRIES_MAX} tries`);
};

const isFree = async (port: number): Promise<boolean> => {
  const server = createServer().listen(port, '127.0.0.1');
  try {
    await once(server, 'listening');
  } catch {
    return false;
  }
  server.close();
  await once(server, 'close');
  return true;
};
