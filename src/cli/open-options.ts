import type { OpenOptions } from '../compose';
import type { Config } from './config';

/** What the configuration says about opening the product. */
export const openOptionsOf = ({
  dataFolder,
  store,
  masterKey,
  useRecordsDays,
}: Config): Omit<OpenOptions, 'onFault'> => ({
  dataFolder,
  store,
  useRecordsDays,
  ...(masterKey === undefined ? {} : { masterKey }),
});
