import type { KeysPlace, LogPlace } from '../backup/places';
import type { Config } from './config';
import { UsageError } from './failure';

const EMBEDDED = /^sqlite:(.+)$/;
const POSTGRES = /^postgres(ql)?:\/\//;
const KURRENTDB = /^(kurrentdb|esdb)(\+discover)?:\/\//;
const VARIABLE = /^env:(\w+)$/;

/** Where the log and the keys of the configured store are. */
export const placesOf = ({
  store,
  dataFolder,
}: Config): { readonly log: LogPlace; readonly keys: KeysPlace } =>
  store.kind === 'sqlite'
    ? { log: { kind: 'sqlite', dataFolder }, keys: { kind: 'folder', dataFolder } }
    : { log: { kind: store.kind, url: store.url }, keys: { kind: 'postgres', url: store.keysUrl } };

/** The log that an address names. `env:NAME` is the address in that variable: no list of processes shows it. */
export const logPlaceOf = (option: string, given: string): LogPlace => {
  const address = addressOf(option, given);
  const [, dataFolder] = EMBEDDED.exec(address) ?? [];
  if (dataFolder !== undefined) return { kind: 'sqlite', dataFolder };
  if (POSTGRES.test(address)) return { kind: 'postgres', url: address };
  if (KURRENTDB.test(address)) return { kind: 'kurrentdb', url: address };
  throw new UsageError(
    `${option}: expected sqlite:FOLDER, a postgres:// URL, a kurrentdb:// connection string, or env:NAME`,
  );
};

/** Where keys are: at the named place, or else beside the log. */
export const keysPlaceOf = (option: string, given: string | undefined, log: LogPlace): KeysPlace => {
  const place = given === undefined ? log : logPlaceOf(option, given);
  if (place.kind === 'sqlite') return { kind: 'folder', dataFolder: place.dataFolder };
  if (place.kind === 'postgres') return { kind: 'postgres', url: place.url };
  throw new UsageError(`${option}: expected sqlite:FOLDER or a postgres:// URL, for KurrentDB keeps no keys`);
};

const addressOf = (option: string, given: string): string => {
  const [, name] = VARIABLE.exec(given) ?? [];
  if (name === undefined) return given;
  const address = process.env[name];
  if (address !== undefined) return address;
  throw new UsageError(`${option}: expected an address in the variable ${name}, found none`);
};
