import type { Layout } from '../../postgres/migrate';

/** Where it is told that models have come further, or that another copy of one is read. */
export const MODELS_CHANNEL = 'liaison_models';

/** What stands beside the tables of the models, which come and go with their projections. */
export const MODELS_LAYOUT: Layout = {
  schema: 'liaison_models',
  steps: [
    `CREATE TABLE liaison_models.facts (name text COLLATE "C" PRIMARY KEY, value text NOT NULL);
     CREATE TABLE liaison_models.models (name text COLLATE "C" PRIMARY KEY, version bigint NOT NULL,
       shape text NOT NULL, copy text NOT NULL, checkpoint bigint NOT NULL, stopped_by text, stopped_at bigint,
       stopped_on text, rebuild text);
     CREATE FUNCTION liaison_models.tell() RETURNS trigger LANGUAGE plpgsql AS
       $$ BEGIN PERFORM pg_notify('liaison_models', ''); RETURN NULL; END $$;
     CREATE TRIGGER tell AFTER INSERT OR UPDATE OR DELETE ON liaison_models.models
       FOR EACH STATEMENT EXECUTE FUNCTION liaison_models.tell()`,
  ],
};
