/**
 * The short way into the log: where each append of a batch expects just the revision its stream has, all are written
 * by a few statements, whatever their number. It answers two numbers, the position before the first event and the
 * time of all of them. Where one append is anything else, the whole batch goes to `liaison_log.append`, which decides
 * on each alone, under the same lock, and answers four numbers for each.
 *
 * It came with layout 2. Servers of the version before, which may still run beside, go on with `append`.
 */
export const APPEND_USUAL_FUNCTION = `
CREATE FUNCTION liaison_log.append_usual(
  at bigint, names text[], commands uuid[], expectations bigint[], firsts int[], counts int[],
  owners int[], event_ids uuid[], types text[], versions bigint[], datas text[], personals text[], metadatas text[]
) RETURNS bigint[] LANGUAGE plpgsql AS $function$
DECLARE
  NONE CONSTANT bigint := -1;
  n CONSTANT int := cardinality(owners);
  log_end liaison_log.head;
  written_at bigint;
  ids bigint[];
  tips bigint[];
BEGIN
  SELECT * INTO STRICT log_end FROM liaison_log.head FOR UPDATE;
  written_at := greatest(at, log_end.recorded_at);
  SELECT array_agg(coalesce(stream.id, log_end.position + first)),
    array_agg(coalesce((SELECT max(revision) FROM liaison_log.events WHERE stream_id = stream.id), NONE))
  INTO ids, tips
  FROM (SELECT first, (SELECT id FROM liaison_log.streams WHERE streams.name = given.name) AS id
    FROM (SELECT unnest(names) AS name, unnest(firsts) AS first) AS given OFFSET 0) AS stream;
  IF tips <> expectations THEN
    RETURN liaison_log.append(at, names, commands, expectations, firsts, counts,
      owners, event_ids, types, versions, datas, personals, metadatas);
  END IF;

  IF NONE = ANY (tips) THEN
    INSERT INTO liaison_log.streams (id, name)
    SELECT id, name FROM (SELECT unnest(ids) AS id, unnest(names) AS name, unnest(tips) AS tip) AS given
    WHERE tip = NONE;
  END IF;
  -- Lists in the same SELECT go on side by side, without being laid out as tables first.
  INSERT INTO liaison_log.events
  SELECT ids[owner], names[owner], tips[owner] + 1 + place - firsts[owner], log_end.position + place,
    written_at, commands[owner], event_id, type, version, data, personal, metadata
  FROM (SELECT generate_series(1, n) AS place, unnest(owners) AS owner, unnest(event_ids) AS event_id,
    unnest(types) AS type, unnest(versions) AS version, unnest(datas) AS data, unnest(personals) AS personal,
    unnest(metadatas) AS metadata) AS given;
  UPDATE liaison_log.head SET position = log_end.position + n, recorded_at = written_at;
  PERFORM pg_notify('liaison_log', (log_end.position + n)::text);
  RETURN ARRAY[log_end.position, written_at];
END
$function$`;
