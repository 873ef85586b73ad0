import type { Answer } from './asking';
import { long, MARK, startTarget, type Target } from './bad-input-target';
import { temporaryFolders } from './folders';

const newFolder = temporaryFolders();

let target: Target;
let partnerId: string;

beforeAll(async () => {
  target = await startTarget(newFolder());
  ({ partnerId } = target);
});

describe('a query is answered with code and path where it has', () => {
  const LIST = `query List($first: Int, $after: String, $asOf: AsOf, $minPosition: Position, $filter: PartnerContactFilter) {
    partnerContacts(partnerId: "%", first: $first, after: $after, asOf: $asOf, minPosition: $minPosition, filter: $filter) { totalCount }
  }`;
  const far = '00000000-0000-4000-8000-000000000000:1';
  const cases: readonly (readonly [string, object, string, string])[] = [
    ['a page of nothing', { first: 0 }, 'BAD_USER_INPUT', 'first'],
    ['a page too large', { first: 101 }, 'BAD_USER_INPUT', 'first'],
    ['a page below nothing', { first: -5 }, 'BAD_USER_INPUT', 'first'],
    ['no number for a page', { first: MARK }, 'BAD_USER_INPUT', 'first'],
    ['a cursor that is none', { after: MARK }, 'BAD_USER_INPUT', 'after'],
    ['an over-long cursor', { after: long(1_001) }, 'BAD_USER_INPUT', 'after'],
    [
      'a cursor of base64',
      { after: Buffer.from(`["${MARK}"]`).toString('base64url') },
      'BAD_USER_INPUT',
      'after',
    ],
    ['a malformed position', { minPosition: MARK }, 'BAD_USER_INPUT', 'minPosition'],
    ['a position of another store', { minPosition: far }, 'POSITION_OF_ANOTHER_STORE', 'minPosition'],
    [
      'a past position of another store',
      { asOf: { position: far } },
      'POSITION_OF_ANOTHER_STORE',
      'asOf.position',
    ],
    ['two states at once', { asOf: {} }, 'BAD_USER_INPUT', 'asOf'],
    [
      'a state to come',
      { asOf: { recordedAt: '2199-01-01T00:00:00Z' } },
      'BAD_USER_INPUT',
      'asOf.recordedAt',
    ],
    ['a malformed instant', { asOf: { recordedAt: MARK } }, 'BAD_USER_INPUT', 'asOf.recordedAt'],
    ['an unknown flavor', { filter: { flavor: MARK } }, 'BAD_USER_INPUT', 'filter.flavor'],
    ['an unknown filter', { filter: { hair: MARK } }, 'BAD_USER_INPUT', 'filter'],
    [
      'a control character in a prefix',
      { filter: { namePrefix: `${MARK}\u0007` } },
      'BAD_USER_INPUT',
      'filter.namePrefix',
    ],
  ];

  test.each(cases)('%s', async (_what, variables, code, path) => {
    const answer = await target.client.tryAsk(LIST.replace('%', partnerId), variables);
    const [error] = answer.errors;
    const fieldErrors: readonly { path: string }[] = error?.extensions.fieldErrors ?? [];
    expect(error?.extensions.code).toBe(code);
    expect([error?.extensions.path, ...fieldErrors.map((field) => field.path)]).toContain(path);
    await target.expectHarmless(answer);
  });
});

describe('a request beyond the limits is refused:', () => {
  const deep = `{ partnerOrganization(id: "%") ${'{ parent '.repeat(20)}{ id }${' }'.repeat(20)} }`;
  const aliases = `{ ${Array.from({ length: 31 }, (_, place) => `a${place}: __typename`).join(' ')} }`;
  const twice =
    'mutation { a: retireRole(input: {idempotencyKey: "1", code: "SELLER"}) { __typename } b: retireRole(input: {idempotencyKey: "2", code: "SELLER"}) { __typename } }';
  const bodies: readonly (readonly [string, () => string, number, string])[] = [
    ['no JSON', () => `{"query": "${MARK}`, 400, 'BAD_JSON'],
    [
      'a list of requests',
      () => JSON.stringify([{ query: '{ __typename }' }]),
      400,
      'BATCHING_NOT_SUPPORTED',
    ],
    ['no query', () => JSON.stringify({ text: MARK }), 400, 'BAD_REQUEST'],
    ['no GraphQL', () => JSON.stringify({ query: '{ contact(' }), 400, 'GRAPHQL_PARSE_FAILED'],
    ['an unknown query', () => JSON.stringify({ query: '{ secrets }' }), 400, 'GRAPHQL_VALIDATION_FAILED'],
    [
      'too long a body',
      () => JSON.stringify({ query: '{ __typename }', variables: { x: long(100_001) } }),
      413,
      'BODY_TOO_LARGE',
    ],
    ['too deep', () => JSON.stringify({ query: deep.replace('%', partnerId) }), 400, 'LIMIT_EXCEEDED'],
    ['too many aliases', () => JSON.stringify({ query: aliases }), 400, 'LIMIT_EXCEEDED'],
    ['two mutations', () => JSON.stringify({ query: twice }), 400, 'LIMIT_EXCEEDED'],
    [
      'a subscription',
      () => JSON.stringify({ query: 'subscription { events { type } }' }),
      400,
      'SUBSCRIPTION_NOT_OVER_POST',
    ],
  ];

  test.each(bodies)('%s', async (_what, body, status, code) => {
    const answer = await target.client.post(body());
    expect([answer.status, answer.errors[0]?.extensions.code]).toEqual([status, code]);
    await target.expectHarmless(answer);
  });
});

test('a request with a token that is none is refused, and one without may not do anything', async () => {
  const document = JSON.stringify({ query: '{ resourceRoles { nodes { code } } }' });
  const ask = async (headers: Record<string, string>) => {
    const response = await fetch(target.server.url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: document,
    });
    const { errors } = (await response.json()) as Answer;
    return [response.status, errors[0]?.extensions.code];
  };
  const [head64 = '', , signature = ''] = target.client.token.split('.');
  const forged = [
    head64,
    Buffer.from(`{"sub":"${MARK}","kind":"ADMINISTRATOR"}`).toString('base64url'),
    signature,
  ].join('.');
  expect(await ask({ authorization: `Bearer ${forged}` })).toEqual([401, 'UNAUTHENTICATED']);
  expect(await ask({ authorization: 'Basic eDp5' })).toEqual([401, 'UNAUTHENTICATED']);
  expect(await ask({})).toEqual([200, 'UNAUTHENTICATED']);
});
