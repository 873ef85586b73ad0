/**
 * The one way into the log. It takes a batch of appends to different streams and answers four numbers for each:
 * whether it was written (0), had been written before (1) or conflicts (2), the revision, the position and the time of
 * its last event, or for a conflict the last revision of the stream (-1 where there is none).
 *
 * The row `head` is locked from the first look at a stream until the commit. So positions are dense, rise in commit
 * order over all processes, and a reader that has seen one has seen all below it. Each statement of the function
 * sees what was committed before it, thus everything that the holder of the lock before has written.
 *
 * What an append is follows `append-decision.ts`, line for line; a test compares the two.
 */
export const APPEND_FUNCTION = `
CREATE FUNCTION liaison_log.append(
  at bigint, names text[], commands uuid[], expectations bigint[], firsts int[], counts int[],
  owners int[], event_ids uuid[], types text[], versions bigint[], datas text[], personals text[], metadatas text[]
) RETURNS bigint[] LANGUAGE plpgsql AS $function$
DECLARE
  WRITTEN CONSTANT bigint := 0;
  REPLAYED CONSTANT bigint := 1;
  CONFLICT CONSTANT bigint := 2;
  NONE CONSTANT bigint := -1;
  EXISTING CONSTANT bigint := -2;
  n CONSTANT int := cardinality(names);
  log_end liaison_log.head;
  start bigint;
  ids bigint[];
  tips bigint[];
  starts bigint[] := array_fill(-1::bigint, ARRAY[n]);
  answers bigint[] := array_fill(0::bigint, ARRAY[4 * n]);
  tip bigint;
  expected bigint;
  last bigint;
  known int;
  found record;
  is_written boolean;
  are_new boolean := false;
BEGIN
  SELECT * INTO STRICT log_end FROM liaison_log.head FOR UPDATE;
  start := log_end.position;
  at := greatest(at, log_end.recorded_at);
  SELECT array_agg(coalesce(stream.id, 0)),
    array_agg(coalesce((SELECT max(revision) FROM liaison_log.events WHERE stream_id = stream.id), -1))
  INTO ids, tips
  FROM (SELECT (SELECT id FROM liaison_log.streams WHERE name = given.name) AS id
    FROM unnest(names) AS given(name) OFFSET 0) AS stream;

  FOR i IN 1 .. n LOOP
    tip := tips[i];
    expected := expectations[i];
    last := NULL;
    is_written := false;
    IF expected >= NONE THEN
      is_written := expected = tip;
      IF NOT is_written AND expected + counts[i] <= tip THEN
        SELECT CASE WHEN array_agg(event_id ORDER BY revision)
          = event_ids[firsts[i] : firsts[i] + counts[i] - 1] THEN expected + counts[i] END
        INTO last FROM liaison_log.events
        WHERE stream_id = ids[i] AND revision > expected AND revision <= expected + counts[i];
      END IF;
    ELSIF tip = NONE THEN
      is_written := expected <> EXISTING;
    ELSE
      SELECT count(DISTINCT event_id),
        max(revision) FILTER (WHERE event_id = event_ids[firsts[i] + counts[i] - 1])
      INTO known, last FROM liaison_log.events
      WHERE command_id = commands[i] AND stream_id = ids[i]
        AND event_id = ANY (event_ids[firsts[i] : firsts[i] + counts[i] - 1]);
      is_written := known = 0;
      IF known < counts[i] THEN last := NULL; END IF;
    END IF;

    IF is_written THEN
      IF tip = NONE THEN
        ids[i] := start + 1;
        are_new := true;
      END IF;
      starts[i] := start;
      start := start + counts[i];
      answers[4 * i - 3] := WRITTEN;
      answers[4 * i - 2] := tip + counts[i];
      answers[4 * i - 1] := start;
      answers[4 * i] := at;
    ELSIF last IS NULL THEN
      answers[4 * i - 3] := CONFLICT;
      answers[4 * i - 2] := tip;
    ELSE
      answers[4 * i - 3] := REPLAYED;
      answers[4 * i - 2] := last;
      SELECT position, recorded_at INTO STRICT found
      FROM liaison_log.events WHERE stream_id = ids[i] AND revision = last;
      answers[4 * i - 1] := found.position;
      answers[4 * i] := found.recorded_at;
    END IF;
  END LOOP;

  IF start > log_end.position THEN
    IF are_new THEN
      INSERT INTO liaison_log.streams (id, name)
      SELECT id, name FROM unnest(ids, names, tips, starts) AS given(id, name, tip, start)
      WHERE given.tip = NONE AND given.start >= 0;
    END IF;
    INSERT INTO liaison_log.events
    SELECT ids[owner], names[owner], tips[owner] + 1 + place - firsts[owner],
      starts[owner] + 1 + place - firsts[owner], at, commands[owner], event_id, type, version, data, personal, metadata
    FROM unnest(owners, event_ids, types, versions, datas, personals, metadatas)
      WITH ORDINALITY AS given(owner, event_id, type, version, data, personal, metadata, place)
    WHERE starts[owner] >= 0;
    UPDATE liaison_log.head SET position = start, recorded_at = at;
    PERFORM pg_notify('liaison_log', start::text);
  END IF;
  RETURN answers;
END
$function$`;
