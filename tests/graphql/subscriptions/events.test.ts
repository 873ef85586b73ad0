import { type ExecutionResult, parse, subscribe } from 'graphql';
import type { Actor } from '../../../src/domain/actor';
import { createContext } from '../../../src/graphql/context';
import { buildLiaisonSchema } from '../../../src/graphql/schema';
import { administrator } from '../../handling/opened-product';
import { type Answer, type Asked, asking } from '../asking';
import { withNorthwind } from '../people';

let asked: Asked;
beforeAll(async () => {
  asked = await asking();
  await withNorthwind(asked);
});
afterAll(() => asked.opened.close());

const EVENTS = `subscription ($after: Position, $types: [EventType!], $streams: [String!]) { events(after:
    $after, types: $types, streams: $streams) {
  position eventId type version stream revision recordedAt effectiveOn data actor { kind id } command
    correlationId causationId } }`;

const subscribed = async (
  variables: object = {},
  actor: Actor | 'nobody' = administrator,
  signal: AbortSignal = new AbortController().signal,
): Promise<Answer> =>
  subscribe({
    schema: buildLiaisonSchema(),
    document: parse(EVENTS),
    variableValues: variables as Record<string, unknown>,
    contextValue: createContext({
      liaison: asked.opened.product.liaison,
      signal,
      correlationId: 'subscribed',
      modelStates: async () => [],
      ...(actor === 'nobody' ? {} : { actor }),
    }),
  });

const take = async (events: AsyncIterator<ExecutionResult>, count: number): Promise<Answer[]> => {
  const taken: Answer[] = [];
  while (taken.length < count) {
    const { value, done } = await events.next();
    if (done === true) throw new Error(`expected ${count} events, got ${taken.length}`);
    taken.push(value.data?.events);
  }
  return taken;
};

const places = (events: readonly Answer[]): readonly number[] =>
  events.map(({ position }) => Number(position.split(':')[1]));

describe('the subscription events', () => {
  test('gives history and then what comes, without a gap or a repeat', async () => {
    const head = await asked.opened.product.log.head();
    const events = await subscribed();
    const history = await take(events, head);
    const seen = [...history];
    await asked.tell('registerAccount', { name: 'Contoso' });
    // What a cascade of the beginning still records may come before it.
    while (seen.at(-1)?.type !== 'AccountRegistered') seen.push(...(await take(events, 1)));
    expect(places(seen)).toEqual(seen.map((_, index) => index + 1));
    expect(seen.at(-1)).toMatchObject({
      type: 'AccountRegistered',
      revision: 0,
      command: 'registerAccount',
      actor: { kind: 'ADMINISTRATOR' },
    });
    await events.return();
  });

  test('goes on behind a position', async () => {
    const first = await subscribed();
    const [, second, third] = await take(first, 3);
    await first.return();
    const again = await subscribed({ after: second.position });
    expect(await take(again, 1)).toEqual([third]);
    await again.return();
  });

  test('gives only the types and streams that are wanted', async () => {
    const events = await subscribed({ types: ['ContactRegistered', 'RoleDefined'], streams: ['contact-'] });
    const taken = await take(events, 3);
    expect(new Set(taken.map(({ type }) => type))).toEqual(new Set(['ContactRegistered']));
    await events.return();
  });

  test('gives no personal data', async () => {
    const events = await subscribed();
    const taken = await take(events, await asked.opened.product.log.head());
    expect(JSON.stringify(taken)).not.toMatch(/Alvarez|Ines|northwind\.example/i);
    await events.return();
  });

  test('ends at once when it is returned while it waits', async () => {
    const events = await subscribed({ types: ['RoleRetired'] });
    const waiting = events.next();
    await events.return();
    expect((await waiting).done).toBe(true);
  });

  test('ends when the client is gone', async () => {
    const client = new AbortController();
    const events = await subscribed({ types: ['RoleRetired'] }, administrator, client.signal);
    const waiting = events.next();
    client.abort();
    expect((await waiting).done).toBe(true);
  });

  test.each<readonly [string, object, string, string]>([
    [
      'a position of another store',
      { after: 'another-store:1' },
      'POSITION_OF_ANOTHER_STORE',
      'after is a position of another store',
    ],
    [
      'a stream that is none',
      { streams: ['contact-%'] },
      'BAD_USER_INPUT',
      'streams.0 must be the name of a stream',
    ],
  ])('refuses %s', async (_what, variables, code, message) => {
    const { errors } = await subscribed(variables);
    expect(errors[0].extensions.code).toBe(code);
    expect(errors[0].message).toContain(message);
  });

  test('refuses a position that lies ahead of the log', async () => {
    const { storeId } = asked.opened.product.log;
    const { errors } = await subscribed({ after: `${storeId}:999999` });
    expect(errors[0]).toMatchObject({ extensions: { code: 'BAD_USER_INPUT', path: 'after' } });
  });

  test('is refused without a token', async () => {
    const { errors } = await subscribed({}, 'nobody');
    expect(errors[0].extensions.code).toBe('UNAUTHENTICATED');
  });
});
