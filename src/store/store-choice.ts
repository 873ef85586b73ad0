/** Where log, read models and keys are. The addresses may hold passwords: they are never shown. */
export type StoreChoice =
  | {
      /** All of it in the data folder, which belongs to one process. */
      readonly kind: 'sqlite';
    }
  | {
      readonly kind: 'postgres' | 'kurrentdb';
      /** The log. */
      readonly url: string;
      /** The PostgreSQL database of the read models. */
      readonly readModelsUrl: string;
      /** The PostgreSQL database of the keys and the records of use. */
      readonly keysUrl: string;
    };
