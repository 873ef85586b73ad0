import { createClient } from 'graphql-ws';
import WebSocket from 'ws';
import type { Client } from './asking';

/** An event as a subscriber gets it. */
export interface Followed {
  readonly position: string;
  readonly type: string;
  readonly stream: string;
  readonly eventId: string;
  readonly revision: number;
}

/** A subscription under way: what has come so far, and its end. */
export interface Following {
  readonly events: readonly Followed[];
  /** Resolves once this many events have come; rejects where the subscription ends before. */
  until(count: number): Promise<readonly Followed[]>;
  /** Resolves once the event at this position (or one behind it) has come, with all that came up to there. */
  upTo(position: string): Promise<readonly Followed[]>;
  end(): Promise<void>;
}

export interface Wanted {
  readonly after?: string | undefined;
  readonly types?: readonly string[];
  readonly streams?: readonly string[];
}

const SUBSCRIPTION = `subscription Follow($after: Position, $types: [EventType!], $streams: [String!]) {
  events(after: $after, types: $types, streams: $streams) { position type stream eventId revision }
}`;

/** Follows the log in one of two ways. */
export type Follow = (client: Client, wanted: Wanted) => Following;

export const overWebSocket: Follow = ({ url, token }, wanted) => {
  const client = createClient({
    url: url.replace('http:', 'ws:'),
    webSocketImpl: WebSocket,
    connectionParams: { authorization: `Bearer ${token}` },
    retryAttempts: 0,
  });
  const results = client.iterate<{ events: Followed }>({ query: SUBSCRIPTION, variables: { ...wanted } });
  const events = (async function* () {
    for await (const { data, errors } of results) {
      if (!data) throw new Error(`expected an event, got ${JSON.stringify(errors)}`);
      yield data.events;
    }
  })();
  return collect(events, async () => {
    await results.return?.();
    await client.dispose();
  });
};

export const overEventStream: Follow = ({ url, token }, wanted) => {
  const controller = new AbortController();
  const events = (async function* () {
    const response = await fetch(`${url}/stream`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        accept: 'text/event-stream',
        authorization: `Bearer ${token}`,
      },
      body: JSON.stringify({ query: SUBSCRIPTION, variables: wanted }),
      signal: controller.signal,
    });
    if (response.status !== 200 || response.body === null)
      throw new Error(`expected a stream, got ${response.status}`);
    let rest = '';
    for await (const chunk of response.body.pipeThrough(new TextDecoderStream())) {
      const messages = `${rest}${chunk}`.split('\n\n');
      rest = messages.pop() ?? '';
      for (const message of messages) {
        const [, json] = /^event: next\ndata: (.*)$/m.exec(message) ?? [];
        if (json === undefined) continue;
        const { data, errors } = JSON.parse(json);
        if (!data) throw new Error(`expected an event, got ${JSON.stringify(errors)}`);
        yield data.events as Followed;
      }
    }
  })();
  return collect(events, async () => controller.abort());
};

/** The place in the log, of a position as clients have it. */
export const placeOf = (position: string): number => Number(position.split(':')[1]);

const collect = (source: AsyncIterable<Followed>, end: () => Promise<void>): Following => {
  const events: Followed[] = [];
  let isEnded = false;
  let fault: unknown;
  let wake = () => {};
  const reading = (async () => {
    try {
      for await (const event of source) {
        events.push(event);
        wake();
      }
    } catch (error) {
      fault = error;
    }
    isEnded = true;
    wake();
  })();
  const until = async (count: number): Promise<readonly Followed[]> => {
    while (events.length < count) {
      if (isEnded) throw fault ?? new Error(`expected ${count} events, got an end after ${events.length}`);
      await new Promise<void>((resolve) => {
        wake = resolve;
      });
    }
    return events.slice(0, count);
  };
  return {
    events,
    until,
    upTo: async (position) => {
      let last = events.findIndex((event) => placeOf(event.position) >= placeOf(position));
      for (; last < 0; last = events.findIndex((event) => placeOf(event.position) >= placeOf(position)))
        await until(events.length + 1);
      return events.slice(0, last + 1);
    },
    end: async () => {
      await end();
      await reading;
    },
  };
};
