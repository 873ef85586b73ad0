import type { Logger } from '../graphql/transport/logger';
import { stopSignal } from './stop-signal';

/** Waits for the signal to stop. */
export const untilToldToStop = async (logger: Logger): Promise<void> => {
  const stopping = stopSignal();
  await new Promise((resolve) => {
    stopping.addEventListener('abort', resolve, { once: true });
  });
  logger.info('stopping');
};
