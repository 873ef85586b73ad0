import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { IdentityError } from '../../src/auth/identity';
import type { AccessChange } from '../../src/auth/revocation';
import type { Actor } from '../../src/domain/actor';
import {
  messagesOf,
  openStream,
  startTryServer,
  stopServers,
  TrySocket,
  until,
} from '../transport/try-server';
import { ownMs } from './own-time';

const ORGANIZATION = '10000000-0000-4000-8000-000000000001';
const actorOf = (contactId: string): Actor => ({
  kind: 'PARTNER_USER',
  id: contactId,
  contactId,
  partnerOrganizationId: ORGANIZATION,
  scopes: ['opportunity:read'],
});

/** Facts and changes of access as a test tells them. */
const toldAccess = () => {
  const actors = new Map<string, Actor>();
  const untold: (readonly AccessChange[] | Error)[] = [];
  let wake: () => void = () => undefined;
  const state = { asked: 0, listening: 0 };
  return {
    actors,
    state,
    tell: (changes: readonly AccessChange[] | Error) => {
      untold.push(changes);
      wake();
    },
    identify: async (authorization: string | undefined) => {
      state.asked += 1;
      const actor = actors.get(authorization ?? '');
      if (actor === undefined) throw new IdentityError();
      return { actor, expiresAtMs: Date.now() + 60_000 };
    },
    accessChanges: async function* (signal: AbortSignal) {
      state.listening += 1;
      yield [];
      signal.addEventListener('abort', () => wake(), { once: true });
      while (!signal.aborted) {
        const next = untold.shift();
        if (next instanceof Error) throw next;
        if (next !== undefined) yield next;
        else
          await new Promise<void>((resolve) => {
            wake = resolve;
          });
      }
    },
  };
};

const started = async () => {
  const access = toldAccess();
  for (const name of ['ines', 'mei']) access.actors.set(name, actorOf(name));
  access.actors.set('office', { kind: 'ADMINISTRATOR', id: 'office' });
  const { identify, accessChanges } = access;
  const server = await startTryServer({ identify, accessChanges });
  await until(() => access.state.listening === 1);
  return { access, server };
};

const STUCK = { query: 'subscription { stuck }' };

afterEach(stopServers);

test('a fact that ends access ends an event stream with a last event that says so', async () => {
  const { access, server } = await started();
  const streams = await Promise.all(
    ['ines', 'mei'].map((authorization) => openStream(server, STUCK, { authorization })),
  );
  await until(() => server.watch.started === 2);
  access.actors.delete('ines');
  const toldAt = ownMs();
  access.tell([{ contactId: 'ines', ends: true }]);
  const text = (await streams[0]?.text()) ?? '';
  expect(ownMs() - toldAt).toBeLessThan(1_000);
  const [last, complete] = messagesOf(text).slice(-2);
  expect(last?.data.errors[0].extensions.code).toBe('ACCESS_ENDED');
  expect(complete?.event).toBe('complete');
  await until(() => server.watch.aborted === 1);
  access.tell([{ partnerOrganizationId: ORGANIZATION, ends: true }]);
  expect(await streams[1]?.text()).toContain('ACCESS_ENDED');
});

test('what may have changed access is asked for again, and ends only what is another', async () => {
  const { access, server } = await started();
  const ready = async (authorization: string) => TrySocket.ready(server, { authorization });
  const [ines, mei, office] = await Promise.all([ready('ines'), ready('mei'), ready('office')]);
  access.actors.set('ines', { ...actorOf('ines'), scopes: [] });
  const { asked } = access.state;
  access.tell([{ ends: false }]);
  expect(await ines.ended()).toEqual({ code: 4403, reason: 'Access ended' });
  await until(() => access.state.asked === asked + 2);
  expect([mei.closed, office.closed]).toEqual([undefined, undefined]);
});

test('a socket runs nothing for somebody whose access has ended, even before that was told', async () => {
  const { access, server } = await started();
  const socket = await TrySocket.ready(server, { authorization: 'ines' });
  access.actors.delete('ines');
  socket.subscribe('1', '{ hello }');
  expect(await socket.ended()).toEqual({ code: 4403, reason: 'Access ended' });
  expect(JSON.stringify(socket.messages)).not.toContain('world');
});

/** A WebSocket client that says whose it is and then answers nothing, not even a close. */
const deafClient = async (port: number, authorization: string): Promise<Socket> => {
  const socket = connect(port, '127.0.0.1');
  const handshake = [
    'GET /graphql HTTP/1.1',
    'Host: 127.0.0.1',
    'Connection: Upgrade',
    'Upgrade: websocket',
    'Sec-WebSocket-Version: 13',
    'Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==',
    'Sec-WebSocket-Protocol: graphql-transport-ws',
  ];
  socket.write(`${handshake.join('\r\n')}\r\n\r\n`);
  let heard = '';
  socket.on('data', (bytes) => {
    heard += bytes.toString('latin1');
  });
  await until(() => heard.includes('101 Switching Protocols'));
  const message = Buffer.from(JSON.stringify({ type: 'connection_init', payload: { authorization } }));
  // A text frame, masked with zeros.
  socket.write(Buffer.concat([Buffer.from([0x81, 0x80 | message.length, 0, 0, 0, 0]), message]));
  await until(() => heard.includes('connection_ack'));
  return socket;
};

test('a client that does not answer the close is dropped', async () => {
  const { access, server } = await started();
  const socket = await deafClient(server.port, 'ines');
  const dropped = once(socket, 'close');
  const toldAt = ownMs();
  access.tell([{ contactId: 'ines', ends: true }]);
  await dropped;
  expect(ownMs() - toldAt).toBeLessThan(1_000);
});

test('where changes cannot be followed, everything is asked for again and following goes on', async () => {
  const { access, server } = await started();
  const [ines, mei] = await Promise.all(
    ['ines', 'mei'].map((authorization) => TrySocket.ready(server, { authorization })),
  );
  access.actors.delete('ines');
  access.tell(new Error('the log is away'));
  expect((await ines?.ended())?.code).toBe(4403);
  await until(() => access.state.listening === 2);
  access.tell([{ contactId: 'mei', ends: true }]);
  expect((await mei?.ended())?.code).toBe(4403);
  expect(server.lines.filter(({ level }) => level === 'error')).toHaveLength(1);
});
