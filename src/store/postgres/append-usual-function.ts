/**
 * The short way into the log: where each append of a batch expects just the revision its stream has, all are written
 * by a few statements, whatever their number. It answers two numbers, the position before the first event and the
 * time of all of them. Where one append is anything else, the whole batch goes to `liaison_log.append`, which decides
 * on each alone, and answers four numbers for each.
 *
 * Streams are looked at before the log is locked, so that this is done while the batch before is still on its way to
 * the disk. What another writes into one of them meanwhile stands where an event of this batch belongs, or has the
 * stream's name, and is found as such when the batch is written; nothing is ever taken out of the log.
 *
 * It came with layout 2, and in this form with layout 3. Servers of the versions before, which may still run beside,
 * go on with it or with `append`.
 */
export const APPEND_USUAL_FUNCTION = `
CREATE OR REPLACE FUNCTION liaison_log.append_usual(
  at bigint, names text[], commands uuid[], expectations bigint[], firsts int[], counts int[],
  owners int[], event_ids uuid[], types text[], versions bigint[], datas text[], personals text[], metadatas text[]
) RETURNS bigint[] LANGUAGE plpgsql AS $function$
DECLARE
  NONE CONSTANT bigint := -1;
  n CONSTANT int := cardinality(owners);
  before bigint;
  written_at bigint;
  ids bigint[];
  tips bigint[];
BEGIN
  SELECT array_agg(stream.id),
    array_agg(coalesce((SELECT max(revision) FROM liaison_log.events WHERE stream_id = stream.id), NONE))
  INTO ids, tips
  FROM (SELECT (SELECT id FROM liaison_log.streams WHERE streams.name = given.name) AS id
    FROM (SELECT unnest(names) AS name) AS given OFFSET 0) AS stream;
  IF tips = expectations THEN
    BEGIN
      -- Who waits for a row that changes must look at it anew each time; here they stand in a line first.
      PERFORM pg_advisory_xact_lock('liaison_log.head'::regclass::bigint);
      UPDATE liaison_log.head SET position = position + n, recorded_at = greatest(at, recorded_at)
      RETURNING position - n, recorded_at INTO STRICT before, written_at;
      IF NONE = ANY (tips) THEN
        INSERT INTO liaison_log.streams (id, name)
        SELECT before + first, name
        FROM (SELECT unnest(names) AS name, unnest(firsts) AS first, unnest(tips) AS tip) AS given
        WHERE tip = NONE;
      END IF;
      -- Lists in the same SELECT go on side by side, without being laid out as tables first.
      INSERT INTO liaison_log.events
      SELECT coalesce(ids[owner], before + firsts[owner]), names[owner], tips[owner] + 1 + place - firsts[owner],
        before + place, written_at, commands[owner], event_id, type, version, data, personal, metadata
      FROM (SELECT generate_series(1, n) AS place, unnest(owners) AS owner, unnest(event_ids) AS event_id,
        unnest(types) AS type, unnest(versions) AS version, unnest(datas) AS data, unnest(personals) AS personal,
        unnest(metadatas) AS metadata) AS given;
      PERFORM pg_notify('liaison_log', (before + n)::text);
      RETURN ARRAY[before, written_at];
    EXCEPTION WHEN unique_violation THEN
      -- Another came between the look and the lock; nothing of this batch is written yet.
    END;
  END IF;
  RETURN liaison_log.append(at, names, commands, expectations, firsts, counts,
    owners, event_ids, types, versions, datas, personals, metadatas);
END
$function$`;
