import type { StoreChoice } from '../store/store-choice';

/** The variables that say where things are, as they are read. */
interface StoreValues {
  readonly LIAISON_DATA: string;
  readonly LIAISON_STORE: string;
  readonly LIAISON_READ_MODELS?: string | undefined;
  readonly LIAISON_KEYS?: string | undefined;
}

const EMBEDDED = 'sqlite:';

/** Where log, read models and keys are, once `badStore` has found nothing. */
export const storeOf = ({
  LIAISON_STORE: url,
  LIAISON_READ_MODELS,
  LIAISON_KEYS,
}: StoreValues): StoreChoice => {
  if (url.startsWith(EMBEDDED)) return { kind: 'sqlite' };
  const readModelsUrl = LIAISON_READ_MODELS ?? url;
  const kind = url.startsWith('postgres') ? 'postgres' : 'kurrentdb';
  return { kind, url, readModelsUrl, keysUrl: LIAISON_KEYS ?? readModelsUrl };
};

/** The data folder: the one that `sqlite:` names, else the usual one. */
export const dataFolderOf = ({ LIAISON_STORE: store, LIAISON_DATA: folder }: StoreValues): string =>
  store.startsWith(EMBEDDED) && store !== EMBEDDED ? store.slice(EMBEDDED.length) : folder;

/** What does not go together, a line each; no address is shown, as it may hold a password. */
export const badStore = ({
  LIAISON_DATA: folder,
  LIAISON_STORE: store = EMBEDDED,
  ...others
}: Readonly<Record<string, string | undefined>>): readonly string[] => {
  const isEmbedded = store.startsWith(EMBEDDED);
  const wrong: string[] = [];
  if (isEmbedded && store !== EMBEDDED && folder !== undefined && folder !== store.slice(EMBEDDED.length)) {
    wrong.push('LIAISON_DATA: expected nothing beside the folder in LIAISON_STORE, got another folder');
  }
  for (const name of ['LIAISON_READ_MODELS', 'LIAISON_KEYS']) {
    if (isEmbedded && others[name] !== undefined) {
      wrong.push(`${name}: expected nothing with an embedded store, got an address; set LIAISON_STORE`);
    }
  }
  if (/^(kurrentdb|esdb)/.test(store) && others.LIAISON_READ_MODELS === undefined) {
    wrong.push(
      'LIAISON_READ_MODELS: expected a postgres:// URL where LIAISON_STORE is KurrentDB, got nothing',
    );
  }
  return wrong;
};
