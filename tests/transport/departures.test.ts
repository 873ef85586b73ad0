import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import type { ServerResponse } from 'node:http';
import { setImmediate as endOfTurn } from 'node:timers/promises';
import { ANSWERS_TOGETHER_MAX, Departures } from '../../src/graphql/transport/departures';
import { post, startTryServer, stopServers, until } from './try-server';

afterAll(stopServers);

const leaving = (many: number, departures: Departures, left: number[]): void => {
  for (let number = 0; number < many; number += 1) departures.add(() => left.push(number));
};

test('answers of one turn leave in their order when it ends', async () => {
  const departures = new Departures();
  const left: number[] = [];
  leaving(3, departures, left);
  await Promise.resolve();
  expect(left).toEqual([]);
  await endOfTurn();
  expect(left).toEqual([0, 1, 2]);
});

test('an answer of a later turn leaves too', async () => {
  const departures = new Departures();
  const left: number[] = [];
  leaving(1, departures, left);
  await endOfTurn();
  leaving(1, departures, left);
  await endOfTurn();
  expect(left).toEqual([0, 0]);
});

test('when many are ready they wait no longer', async () => {
  const departures = new Departures();
  const left: number[] = [];
  leaving(ANSWERS_TOGETHER_MAX + 1, departures, left);
  expect(left).toHaveLength(ANSWERS_TOGETHER_MAX);
  await endOfTurn();
  expect(left).toHaveLength(ANSWERS_TOGETHER_MAX + 1);
});

test('an answer that was waited for leaves at once', async () => {
  const server = await startTryServer();
  const responses: ServerResponse[] = [];
  const note = (message: unknown): void => {
    responses.push((message as { readonly response: ServerResponse }).response);
  };
  subscribe('http.server.request.start', note);
  const asked = post(server, { query: '{ held }' });
  await until(() => server.watch.started === 1);
  unsubscribe('http.server.request.start', note);
  // Told before whatever else this turn has made ready for its end.
  const wasSent = await new Promise<boolean | undefined>((resolve) => {
    setTimeout(() => {
      server.watch.release();
      setImmediate(() => resolve(responses[0]?.writableEnded));
    });
  });
  expect(wasSent).toBe(true);
  expect((await asked).body.data).toEqual({ held: 'finished' });
});
