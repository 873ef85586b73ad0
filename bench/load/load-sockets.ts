import { setTimeout } from 'node:timers/promises';
import { serveTasks } from '../harness/child';
import { HttpConnection } from './http-connection';
import { type RepeatedRequest, requestTexts } from './http-request';
import { SocketConnection } from './socket-connection';

/** Events published but not yet delivered to everybody: enough to keep the server busy, few enough to stay live. */
const EVENTS_AHEAD = 16;
const PUBLISHERS = 8;
/** How many sockets are opened at a time; a server bounds how many may wait to be identified. */
const OPENED_AT_ONCE = 8;
const DELIVERED_MS_MAX = 60_000;
const LOOK_AGAIN_MS = 1;

/** Who subscribes to what. */
export interface Subscribers {
  readonly port: number;
  /** One for each socket, in turn. */
  readonly tokens: readonly string[];
  readonly sockets: number;
  readonly query: string;
  readonly variables: Readonly<Record<string, unknown>>;
}

/** What is published, and for how long. */
export interface Publishing {
  readonly port: number;
  readonly request: RepeatedRequest;
  readonly ms: number;
}

let opened: SocketConnection[] = [];
let delivered = 0;
let firstMessage: string | undefined;

const subscribe = async ({ port, tokens, sockets, query, variables }: Subscribers): Promise<void> => {
  const end = opened.length + sockets;
  for (let number = opened.length; number < end; number += OPENED_AT_ONCE) {
    const count = Math.min(OPENED_AT_ONCE, end - number);
    opened.push(
      ...(await Promise.all(
        Array.from({ length: count }, (_, place) =>
          subscribeOne(port, tokens[(number + place) % tokens.length] ?? '', { query, variables }),
        ),
      )),
    );
  }
};

const subscribeOne = async (port: number, token: string, payload: object): Promise<SocketConnection> => {
  let acknowledged: () => void = () => undefined;
  let failed: (fault: Error) => void = () => undefined;
  const ready = new Promise<void>((resolve, reject) => {
    acknowledged = resolve;
    failed = reject;
  });
  const connection = await SocketConnection.open(port, token, {
    onMessage: (head, whole) => {
      if (head.includes('"next"')) {
        delivered += 1;
        firstMessage ??= whole();
      } else if (head.includes('"connection_ack"')) acknowledged();
      else if (head.includes('"error"') || head.includes('"complete"')) failed(new Error(head));
    },
    onEnd: (why) => failed(new Error(`a subscriber was ended: ${why}`)),
  });
  connection.send({ type: 'connection_init' });
  await ready;
  connection.send({ id: '1', type: 'subscribe', payload });
  return connection;
};

/** Publishes as fast as everybody is reached, but at least once, and answers the deliveries in a second. */
const publish = async ({ port, request, ms }: Publishing): Promise<number> => {
  const nextText = requestTexts(request);
  const before = delivered;
  let published = 0;
  const begin = performance.now();
  const publisher = async (): Promise<void> => {
    const connection = await HttpConnection.open(port);
    do {
      if (published * opened.length - (delivered - before) > EVENTS_AHEAD * opened.length) {
        await setTimeout(LOOK_AGAIN_MS);
        continue;
      }
      published += 1;
      const { status, body } = await connection.send(nextText());
      if (status !== 200)
        throw new Error(`expected an event to be published, got ${status}: ${body.toString()}`);
    } while (performance.now() - begin < ms);
    connection.close();
  };
  await Promise.all(Array.from({ length: PUBLISHERS }, publisher));
  const until = performance.now() + DELIVERED_MS_MAX;
  while (delivered - before < published * opened.length) {
    if (performance.now() > until) {
      throw new Error(`expected ${published * opened.length} deliveries, got ${delivered - before}`);
    }
    await setTimeout(LOOK_AGAIN_MS);
  }
  return (delivered - before) / ((performance.now() - begin) / 1_000);
};

/** The first event that anybody was sent, as it came. */
const first = (): string => {
  if (firstMessage === undefined) throw new Error('expected an event to have been delivered, got none');
  return firstMessage;
};

const close = (): void => {
  for (const connection of opened) connection.close();
  opened = [];
};

serveTasks({ subscribe, publish, close, first });
