import type { Layout } from '../../postgres/migrate';

/** What stands beside the tables of the models, which come and go with their projections. */
export const MODELS_LAYOUT: Layout = {
  schema: 'liaison_models',
  steps: [
    `CREATE TABLE liaison_models.facts (name text COLLATE "C" PRIMARY KEY, value text NOT NULL);
     CREATE TABLE liaison_models.models (name text COLLATE "C" PRIMARY KEY, version bigint NOT NULL,
       shape text NOT NULL, copy text NOT NULL, checkpoint bigint NOT NULL, stopped_by text, stopped_at bigint,
       stopped_on text, rebuild text)`,
  ],
};
