import type { OpenOptions } from '../compose';
import type { Config } from './config';

/** What the configuration says about opening the product. */
export const openOptionsOf = ({
  dataFolder,
  masterKey,
  useRecordsDays,
}: Config): Omit<OpenOptions, 'onFault'> => ({
  dataFolder,
  useRecordsDays,
  ...(masterKey === undefined ? {} : { masterKey }),
});
