import { clientError } from '../client-error';
import { textScalar } from './text-scalar';

const FORM = /^([A-Za-z0-9-]{1,100}):(0|[1-9]\d{0,15})$/;

/** The log a position is a place of. */
interface Store {
  readonly storeId: string;
}

/** A place in the log that a client may keep and come back with. */
export const Position = textScalar({
  name: 'Position',
  description:
    'A place in the log of all events, as an answer gave it: `storeId:position`. Later events have ' +
    'higher positions. A position of another store (a recreated one, say) is refused.',
  expected: 'a position as an earlier answer gave it (storeId:position)',
  read: (text) => (FORM.test(text) ? text : undefined),
});

/** The position as clients know it. */
export const positionText = ({ storeId }: Store, position: number): string => `${storeId}:${position}`;

/** The place in this store's log; refuses a position of another store. */
export const positionIn = ({ storeId }: Store, text: string, argument: string): number => {
  const [, ofStore, position] = FORM.exec(text) ?? [];
  if (ofStore === storeId && Number.isSafeInteger(Number(position))) return Number(position);
  throw clientError(
    'POSITION_OF_ANOTHER_STORE',
    `${argument} is a position of another store; start again with a position that this store has answered.`,
    { path: argument },
  );
};
