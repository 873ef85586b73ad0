import { StoreFault, type StoreFaultCode } from '../store/store-fault';

/**
 * What a thread failed on, as what it was there: on the way from thread to thread an error keeps its properties and
 * loses its class.
 */
export const faultOfThread = (error: unknown): unknown => {
  if (!(error instanceof Error) || error.name !== 'StoreFault') return error;
  const { code } = error as Error & { readonly code: StoreFaultCode };
  return new StoreFault(code, error.message, { cause: error });
};
