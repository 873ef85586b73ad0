import { createServer } from 'node:http';
import { makeExecutableSchema } from '@graphql-tools/schema';
import { useServer } from 'graphql-ws/use/ws';
import { WebSocketServer } from 'ws';
import { serveTasks } from '../harness/child';
import { listening } from '../serving/listening';
import { corrected, resolversFor, SDL } from '../serving/served-rows';

type Listener = (event: object) => void;
const listeners = new Set<Listener>();

/** Events as they come, for one subscriber: what a pub/sub of this field's documentation does. */
async function* published(): AsyncGenerator<{ events: object }> {
  const waiting: object[] = [];
  let wake: () => void = () => undefined;
  const listener: Listener = (event) => {
    waiting.push(event);
    wake();
  };
  listeners.add(listener);
  try {
    for (;;) {
      for (let event = waiting.shift(); event !== undefined; event = waiting.shift()) yield { events: event };
      await new Promise<void>((resolve) => {
        wake = resolve;
      });
    }
  } finally {
    listeners.delete(listener);
  }
}

let position = 0;
const publish = (contactId: string): void => {
  position += 1;
  const event = {
    position: `7c9e6679-7425-40de-944b-e07fc1f90ae7:${position}`,
    type: 'ContactDetailsCorrected',
    stream: `contact-${contactId}`,
    recordedAt: new Date().toISOString(),
    eventId: contactId,
    revision: position,
    data: { contactId, corrected: ['title'] },
  };
  for (const listener of listeners) listener(event);
};

/** graphql-ws and ws as their documentation starts them; what comes by POST is published. */
const serve = async (): Promise<number> => {
  const none = { organizations: {}, contact: {} };
  const resolvers = { ...resolversFor(none), Subscription: { events: { subscribe: published } } };
  const schema = makeExecutableSchema({ typeDefs: SDL, resolvers });
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const { input } = JSON.parse(Buffer.concat(chunks).toString()).variables;
      publish(input.contactId);
      const text = JSON.stringify({ data: { correctContactDetails: corrected(input) } });
      response.writeHead(200, { 'content-length': Buffer.byteLength(text) }).end(text);
    });
  });
  useServer({ schema }, new WebSocketServer({ server, path: '/graphql' }));
  return listening(server);
};

const memory = (): number => {
  for (let time = 0; time < 3; time += 1) global.gc?.();
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
};

serveTasks({ serve, memory });
