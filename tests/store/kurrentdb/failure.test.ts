import { failureOf, GivenUp, Silence } from '../../../src/store/kurrentdb/failure';
import { StoreFault } from '../../../src/store/store-fault';

const SECRET = 'kurrentdb://admin:secret@host';

/** An error as the client gives it. */
const clientError = (parts: { type?: string; code?: number; message?: string; maxAppendSize?: number }) =>
  Object.assign(new Error(parts.message ?? SECRET), parts);

describe('a failed call to KurrentDB', () => {
  test.each([
    ['a server that is away', clientError({ type: 'unavailable' })],
    ['a call that was cancelled', clientError({ type: 'cancelled' })],
    ['a member that does not lead', clientError({ type: 'not-leader' })],
    ['a time-out', clientError({ type: 'deadline-exceeded' })],
    ['a time-out within the server', clientError({ type: 'unknown', code: 10 })],
    ['a cluster without a leader', clientError({ type: 'unknown', code: 2 })],
    ['a broken answer', clientError({ type: 'unknown' })],
    [
      'a server that is not ready',
      clientError({ type: 'unknown', message: 'Could not recognize Server Is Not Ready' }),
    ],
    ['a status without a type', clientError({ code: 14 })],
    ['a search for members that found none', new Error(`Failed to discover ${SECRET}`)],
    ['silence', new Silence()],
    ['a client that was given up', new GivenUp()],
  ])('is repeated after %s', (_, error) => {
    const failure = failureOf(error);
    expect(failure).toMatchObject({ again: true });
    expect(JSON.stringify(failure)).not.toContain('secret');
  });

  test.each([
    ['credentials that are not enough', clientError({ type: 'access-denied' }), 'UNAVAILABLE'],
    ['credentials that are unknown', clientError({ code: 16 }), 'UNAVAILABLE'],
    ['a method that is not there', clientError({ type: 'unknown', code: 12 }), 'UNAVAILABLE'],
    ['a stream that was deleted', clientError({ type: 'stream-deleted' }), 'CORRUPT'],
    [
      'an append that is too large',
      clientError({ type: 'maximum-append-size-exceeded', maxAppendSize: 7 }),
      'INVALID',
    ],
    ['a message that is too large', clientError({ type: 'unknown', code: 8 }), 'INVALID'],
    ['an argument that is refused', clientError({ type: 'unknown', code: 3 }), 'INVALID'],
    [
      'one that the native part tells of in words',
      clientError({ type: 'unknown', message: 'code: Client specified an invalid argument, message: …' }),
      'INVALID',
    ],
    [
      'an answer of a batch that no client knows',
      clientError({ type: 'unknown', message: 'Could not recognize too large' }),
      'INVALID',
    ],
  ])('is not repeated after %s', (_, error, code) => {
    const failure = failureOf(error);
    expect(failure).toMatchObject({ again: false, fault: { name: 'StoreFault', code } });
    expect(String(failure.again ? '' : failure.fault)).not.toContain('secret');
  });

  test('that is known already stays what it is', () => {
    const fault = new StoreFault('CORRUPT', 'known');
    expect(failureOf(fault)).toEqual({ again: false, fault });
  });
});
