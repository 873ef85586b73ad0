import { once } from 'node:events';
import { Agent, request } from 'node:http';
import WebSocket from 'ws';

/** One actor's WebSocket, over which operations are sent side by side. */
export interface LiveProber {
  /** The payload that answers the operation: what HTTP would answer as its body. */
  ask(query: string, variables: object): Promise<string>;
  /** Payloads of a subscription, up to and with the first for which `isLast` holds, or its error. */
  follow(query: string, isLast: (payload: string) => boolean): Promise<readonly string[]>;
  close(): void;
}

interface Message {
  readonly id?: string;
  readonly type: string;
  readonly payload?: unknown;
}

/** Opens a WebSocket as the actor with this token. */
export const liveProber = async (url: string, token: string): Promise<LiveProber> => {
  const socket = new WebSocket(url.replace('http', 'ws'), 'graphql-transport-ws');
  const listeners = new Map<string, (message: Message) => void>();
  let ids = 0;
  await once(socket, 'open');
  socket.send(JSON.stringify({ type: 'connection_init', payload: { authorization: `Bearer ${token}` } }));
  await once(socket, 'message');
  socket.on('message', (data) => {
    const message = JSON.parse(String(data)) as Message;
    listeners.get(message.id ?? '')?.(message);
  });
  const follow: LiveProber['follow'] = (query, isLast) =>
    followed(query, isLast, (payload, listen) => {
      const id = String(ids++);
      listeners.set(id, listen);
      socket.send(JSON.stringify({ id, type: 'subscribe', payload }));
      return () => {
        listeners.delete(id);
        socket.send(JSON.stringify({ id, type: 'complete' }));
      };
    });
  const ask: LiveProber['ask'] = (query, variables) =>
    new Promise((resolve) => {
      const id = String(ids++);
      let answer = '';
      listeners.set(id, ({ type, payload }) => {
        if (type === 'next') answer = JSON.stringify(payload);
        if (type === 'error') answer = JSON.stringify({ errors: payload });
        if (type === 'next') return;
        listeners.delete(id);
        resolve(answer);
      });
      socket.send(JSON.stringify({ id, type: 'subscribe', payload: { query, variables } }));
    });
  return { ask, follow, close: () => socket.terminate() };
};

type Subscribe = (payload: object, listen: (message: Message) => void) => () => void;

const followed = (
  query: string,
  isLast: (payload: string) => boolean,
  subscribe: Subscribe,
): Promise<readonly string[]> =>
  new Promise((resolve) => {
    const payloads: string[] = [];
    const end = subscribe({ query }, ({ type, payload }) => {
      if (type === 'next') payloads.push(JSON.stringify(payload));
      if (type === 'error') payloads.push(JSON.stringify({ errors: payload }));
      const last = payloads.at(-1);
      if (type === 'next' && !(last !== undefined && isLast(last))) return;
      end();
      resolve(payloads);
    });
  });

const agent = new Agent({ keepAlive: true, maxSockets: 16 });

/** Gives back the kept connections. */
export const hangUpStreams = (): void => agent.destroy();

/**
 * The same over an event stream: the payload of each `next`, until one is the last, or the stream ends. An
 * answer that is no stream is its body.
 */
export const streamed = (
  url: string,
  token: string,
  query: string,
  variables: object,
  isLast: (payload: string) => boolean,
): Promise<readonly string[]> =>
  new Promise((resolve, reject) => {
    const headers = {
      'content-type': 'application/json',
      accept: 'text/event-stream',
      authorization: `Bearer ${token}`,
    };
    const sent = request(`${url}/stream`, { method: 'POST', headers, agent });
    sent.once('error', reject);
    sent.once('response', async (answer) => {
      let text = '';
      for await (const piece of answer) {
        text += piece;
        // Leaving the loop hangs up.
        if (payloadsOf(text).some(isLast)) break;
      }
      resolve(answer.headers['content-type']?.startsWith('text/event-stream') ? payloadsOf(text) : [text]);
    });
    sent.end(JSON.stringify({ query, variables }));
  });

const payloadsOf = (text: string): readonly string[] =>
  [...text.matchAll(/event: next\ndata: (.*)\n\n/g)].map(([, payload = '']) => payload);
