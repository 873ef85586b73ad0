import { StoreFault, type StoreFaultCode } from '../store/store-fault';

/**
 * Why the keys cannot be used.
 * - `KEYS_MISSING`: there are events, but not the file with the keys of the people in them.
 * - `MASTER_KEY_MISSING`, `MASTER_KEY_MALFORMED`, `MASTER_KEY_EXPOSED`, `MASTER_KEY_WRONG`: the key that wraps them.
 * - `KEYS_DAMAGED`: the file is there and is not what this product wrote.
 * - `KEY_DESTROYED`: the person was erased; nothing can be sealed for it any more.
 * - `BUSY`, `WRITE_FAILED`: no key can be made now.
 */
export type KeyFaultCode =
  | 'KEYS_MISSING'
  | 'MASTER_KEY_MISSING'
  | 'MASTER_KEY_MALFORMED'
  | 'MASTER_KEY_EXPOSED'
  | 'MASTER_KEY_WRONG'
  | 'KEYS_DAMAGED'
  | 'KEY_DESTROYED'
  | 'BUSY'
  | 'WRITE_FAILED';

/** A fault of the world at the keys; the message says what is missing or wrong and what to do, never a key. */
export class KeyFault extends StoreFault {
  constructor(
    readonly reason: KeyFaultCode,
    message: string,
    options?: { readonly cause?: unknown },
  ) {
    super(STORE_CODES[reason], message, options);
  }
}

/** Nothing can be sealed for this subject: its key was destroyed. */
export class KeyDestroyed extends KeyFault {
  constructor(readonly subject: string) {
    super(
      'KEY_DESTROYED',
      `the key of subject ${subject} was destroyed: nothing can be recorded about it any more`,
    );
  }
}

const STORE_CODES: Readonly<Record<KeyFaultCode, StoreFaultCode>> = {
  KEYS_MISSING: 'CORRUPT',
  MASTER_KEY_MISSING: 'CORRUPT',
  MASTER_KEY_MALFORMED: 'CORRUPT',
  MASTER_KEY_EXPOSED: 'UNAVAILABLE',
  MASTER_KEY_WRONG: 'CORRUPT',
  KEYS_DAMAGED: 'CORRUPT',
  KEY_DESTROYED: 'INVALID',
  BUSY: 'UNAVAILABLE',
  WRITE_FAILED: 'UNAVAILABLE',
};
