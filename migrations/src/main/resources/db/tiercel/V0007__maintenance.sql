-- Makes the partition of a month, and moves there what lies in the default one. The default partition is locked first
-- and wholly: a writer that waits for a moved row, and is waited for, would be a deadlock.
CREATE FUNCTION cache_partition_add(parent text, time_column text, month date) RETURNS void
LANGUAGE plpgsql
SET search_path FROM CURRENT
AS $$
DECLARE
  child CONSTANT text := parent || to_char(month, '"_"YYYY"_"MM');
  rest CONSTANT text := parent || '_default';
  starts CONSTANT timestamptz := month::timestamp AT TIME ZONE 'UTC';
  ends CONSTANT timestamptz := (month + interval '1 month') AT TIME ZONE 'UTC';
  columns text;
BEGIN
  IF to_regclass(quote_ident(child)) IS NOT NULL THEN
    RETURN;
  END IF;
  SELECT string_agg(quote_ident(attname), ', ' ORDER BY attnum) INTO columns
    FROM pg_attribute
   WHERE attrelid = to_regclass(quote_ident(parent)) AND attnum > 0 AND NOT attisdropped AND attgenerated = '';
  EXECUTE format('LOCK TABLE %I IN ACCESS EXCLUSIVE MODE', rest);
  EXECUTE format('CREATE TABLE %I (LIKE %I INCLUDING DEFAULTS INCLUDING CONSTRAINTS INCLUDING GENERATED)', child, parent);
  EXECUTE format('INSERT INTO %1$I (%2$s) SELECT %2$s FROM %3$I WHERE %4$I >= %5$L AND %4$I < %6$L',
                 child, columns, rest, time_column, starts, ends);
  EXECUTE format('DELETE FROM %1$I WHERE %2$I >= %3$L AND %2$I < %4$L', rest, time_column, starts, ends);
  EXECUTE format('ALTER TABLE %I ATTACH PARTITION %I FOR VALUES FROM (%L) TO (%L)', parent, child, starts, ends);
END
$$;

-- Drops the partitions that ended before a moment, and what is as old in the default one.
CREATE FUNCTION cache_partition_drop(parent text, time_column text, before timestamptz) RETURNS void
LANGUAGE plpgsql
SET search_path FROM CURRENT
AS $$
DECLARE
  child regclass;
BEGIN
  FOR child IN
    SELECT inhrelid::regclass
      FROM pg_inherits JOIN pg_class ON pg_class.oid = inhrelid
     WHERE inhparent = to_regclass(quote_ident(parent))
       AND relname ~ '_\d{4}_\d{2}$'
       AND (to_date(right(relname, 7), 'YYYY_MM') + interval '1 month') AT TIME ZONE 'UTC' <= before
  LOOP
    EXECUTE format('DROP TABLE %s', child);
  END LOOP;
  EXECUTE format('DELETE FROM %I WHERE %I < %L', parent || '_default', time_column, before);
END
$$;

-- Once a day, by any node: another that runs is not waited for, and nobody is held up for more than two seconds.
CREATE FUNCTION cache_analytics_maintain(keep interval DEFAULT interval '35 days', keep_daily interval DEFAULT interval '2 years')
RETURNS boolean
LANGUAGE plpgsql
SET search_path FROM CURRENT
SET lock_timeout = '2s'
AS $$
DECLARE
  this_month CONSTANT date := date_trunc('month', current_timestamp AT TIME ZONE 'UTC');
  part record;
BEGIN
  IF keep < interval '2 days' OR keep_daily < keep THEN
    RAISE EXCEPTION 'TIERCEL-7001 cache_analytics_maintain: at least 2 days must be kept, and days at least as long as hours: keep=%, keep_daily=%', keep, keep_daily;
  END IF;
  IF NOT pg_try_advisory_xact_lock(hashtext('tiercel cache_analytics_maintain'), hashtext(current_schema())) THEN
    RETURN false;
  END IF;
  FOR part IN
    SELECT * FROM (VALUES ('cache_metadata', 'period_start'),
                          ('cache_invalidation_logs', 'occurred_at'),
                          ('rate_limit_denials', 'occurred_at')) AS parts (parent, time_column)
  LOOP
    PERFORM cache_partition_add(part.parent, part.time_column, this_month);
    PERFORM cache_partition_add(part.parent, part.time_column, (this_month + interval '1 month')::date);
    PERFORM cache_partition_drop(part.parent, part.time_column, current_timestamp - keep);
  END LOOP;
  DELETE FROM cache_stats_daily WHERE date < (current_timestamp AT TIME ZONE 'UTC' - keep_daily)::date;
  RETURN true;
END
$$;

COMMENT ON FUNCTION cache_partition_add(text, text, date) IS 'Makes the partition of a month';
COMMENT ON FUNCTION cache_partition_drop(text, text, timestamptz) IS 'Drops the partitions that ended before a moment';
COMMENT ON FUNCTION cache_analytics_maintain(interval, interval) IS 'Makes the partitions of this month and the next, drops those older than keep and the days older than keep_daily; answers false where another session is at it';

-- Drops nothing: how long rows are kept is for whoever calls the function.
DO $$
DECLARE
  this_month CONSTANT date := date_trunc('month', current_timestamp AT TIME ZONE 'UTC');
BEGIN
  FOR later IN 0..1 LOOP
    PERFORM cache_partition_add('cache_metadata', 'period_start', (this_month + later * interval '1 month')::date);
    PERFORM cache_partition_add('cache_invalidation_logs', 'occurred_at', (this_month + later * interval '1 month')::date);
    PERFORM cache_partition_add('rate_limit_denials', 'occurred_at', (this_month + later * interval '1 month')::date);
  END LOOP;
END
$$;
