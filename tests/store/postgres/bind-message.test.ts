import { PassThrough } from 'node:stream';
import fc from 'fast-check';
import { Connection } from 'pg';
import { bindMessage } from '../../../src/store/postgres/bind-message';

/** What the driver sends. */
const ofDriver = (statement: string, values: readonly (string | Buffer | null)[]): Buffer => {
  const stream = new PassThrough();
  new Connection({ stream: () => stream }).bind({ statement, values: [...values] }, true);
  return stream.read();
};

test('values go to the server as the driver would send them', () => {
  const value = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.uint8Array().map((bytes) => Buffer.from(bytes)),
    fc.constant(null),
  );
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), fc.array(value), (statement, values) => {
      expect(bindMessage(statement, values)).toEqual(ofDriver(statement, values));
    }),
  );
});
