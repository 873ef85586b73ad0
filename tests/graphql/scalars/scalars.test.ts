import { GraphQLError, type GraphQLScalarType, Kind } from 'graphql';
import { DateScalar } from '../../../src/graphql/scalars/date';
import { DateTime } from '../../../src/graphql/scalars/date-time';
import { Json } from '../../../src/graphql/scalars/json';
import { Position, positionIn, positionText } from '../../../src/graphql/scalars/position';
import { Uuid } from '../../../src/graphql/scalars/uuid';

const refused = (scalar: GraphQLScalarType<unknown>, value: unknown): GraphQLError => {
  try {
    scalar.parseValue(value);
  } catch (fault) {
    if (fault instanceof GraphQLError) return fault;
    throw fault;
  }
  throw new Error(`expected ${scalar.name} to refuse a value, got it taken`);
};

test.each([
  [Uuid, '0192F0C1-7a4e-7cc3-9c5d-0a3f5b1e8d21', '0192f0c1-7a4e-7cc3-9c5d-0a3f5b1e8d21'],
  [DateScalar, '2024-02-29', '2024-02-29'],
  [DateTime, '2026-11-23T09:30:00Z', '2026-11-23T09:30:00.000Z'],
  [DateTime, '2026-11-23T09:30:00.5+02:00', '2026-11-23T07:30:00.500Z'],
  [Position, 'store-1:0', 'store-1:0'],
  [Position, 'store-1:9007199254740991', 'store-1:9007199254740991'],
])('%s takes %s', (scalar, text, value) => {
  expect(scalar.parseValue(text)).toBe(value);
});

test.each([
  [Uuid, ''],
  [Uuid, '0192f0c1-7a4e-7cc3-9c5d-0a3f5b1e8d2g'],
  [Uuid, '{0192f0c1-7a4e-7cc3-9c5d-0a3f5b1e8d21}'],
  [Uuid, 7],
  [Uuid, null],
  [DateScalar, '2023-02-29'],
  [DateScalar, '2026-13-01'],
  [DateScalar, '2026-1-1'],
  [DateScalar, '23.11.2026'],
  [DateScalar, '2026-11-23T00:00:00Z'],
  [DateTime, '2026-11-24'],
  [DateTime, '2026-11-24T09:30:00'],
  [DateTime, '2026-02-30T09:30:00Z'],
  [DateTime, '2026-11-23T24:00:00Z'],
  [DateTime, '2026-11-23T09:30:60Z'],
  [DateTime, '0000-01-01T00:00:00+23:59'],
  [DateTime, 1_700_000_000_000],
  [Position, 'store-1'],
  [Position, 'store-1:-1'],
  [Position, 'store-1:01'],
  [Position, 'store 1:1'],
  [Position, 12],
  [Json, {}],
])('%s refuses %j without repeating it', (scalar, value) => {
  const fault = refused(scalar, value);
  expect(fault.extensions).toEqual({ code: 'BAD_USER_INPUT' });
  expect(fault.message).toMatch(/^expected /);
  if (typeof value === 'string' && value !== '') expect(fault.message).not.toContain(value);
});

test('a scalar that travels as text takes no other literal', () => {
  expect(() => Uuid.parseLiteral({ kind: Kind.INT, value: '12' })).toThrow('expected a UUID');
});

describe('a position', () => {
  test('comes back as the place it was given out for', () => {
    const store = { storeId: 'abc' };
    expect(positionIn(store, positionText(store, 42), 'after')).toBe(42);
  });

  test('of another store is refused, and the error says what to do', () => {
    expect(() => positionIn({ storeId: 'abc' }, 'abd:42', 'minPosition')).toThrow(
      'minPosition is a position of another store; start again with a position that this store has answered.',
    );
  });

  test('beyond the safe integers is refused', () => {
    expect(() => positionIn({ storeId: 'abc' }, 'abc:9007199254740993', 'after')).toThrow('another store');
  });
});
