import { setImmediate as endOfTurn } from 'node:timers/promises';
import { ANSWERS_TOGETHER_MAX, Departures } from '../../src/graphql/transport/departures';

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
