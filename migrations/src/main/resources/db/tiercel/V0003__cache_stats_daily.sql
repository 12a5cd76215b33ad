-- The sums of cache_metadata per tenant and day. They are kept when the hours they came from are deleted.
CREATE TABLE cache_stats_daily (
  tenant_id          text   NOT NULL,
  date               date   NOT NULL,
  l1_hit_count       bigint NOT NULL,
  l1_miss_count      bigint NOT NULL,
  l2_hit_count       bigint NOT NULL,
  l2_miss_count      bigint NOT NULL,
  hit_count          bigint NOT NULL,
  miss_count         bigint NOT NULL,
  put_count          bigint NOT NULL,
  invalidation_count bigint NOT NULL,
  byte_count         bigint NOT NULL,
  hit_rate           numeric(5, 2)
    GENERATED ALWAYS AS (round(hit_count * 100.0 / nullif(hit_count + miss_count, 0), 2)) STORED,
  CONSTRAINT cache_stats_daily_pkey PRIMARY KEY (tenant_id, date),
  CONSTRAINT cache_stats_daily_counts_check
    CHECK (least(l1_hit_count, l1_miss_count, l2_hit_count, l2_miss_count, hit_count,
                 miss_count, put_count, invalidation_count, byte_count) >= 0)
);

COMMENT ON TABLE cache_stats_daily IS 'What the caches did, one row per tenant and day; kept in step with cache_metadata by its triggers, written by nobody else';
COMMENT ON COLUMN cache_stats_daily.tenant_id IS 'The tenant; empty for caches that no tenant owns';
COMMENT ON COLUMN cache_stats_daily.date IS 'The day, UTC';
COMMENT ON COLUMN cache_stats_daily.l1_hit_count IS 'Reads that L1, the process, answered';
COMMENT ON COLUMN cache_stats_daily.l1_miss_count IS 'Reads that asked L1 in vain';
COMMENT ON COLUMN cache_stats_daily.l2_hit_count IS 'Reads that L2, Redis, answered';
COMMENT ON COLUMN cache_stats_daily.l2_miss_count IS 'Reads that asked L2 in vain';
COMMENT ON COLUMN cache_stats_daily.hit_count IS 'Reads that a tier above the source answered';
COMMENT ON COLUMN cache_stats_daily.miss_count IS 'Reads that no tier above the source answered';
COMMENT ON COLUMN cache_stats_daily.put_count IS 'Values stored';
COMMENT ON COLUMN cache_stats_daily.invalidation_count IS 'Invalidations, each counted once however many entries it met';
COMMENT ON COLUMN cache_stats_daily.byte_count IS 'Bytes of the values stored in L2';
COMMENT ON COLUMN cache_stats_daily.hit_rate IS 'Hits in 100 reads; null without reads';

-- Once per statement, in the order of the key, so that two writers cannot wait for each other.
CREATE FUNCTION cache_stats_daily_insert() RETURNS trigger
LANGUAGE plpgsql
SET search_path FROM CURRENT
AS $$
BEGIN
  INSERT INTO cache_stats_daily AS daily
         (tenant_id, date, l1_hit_count, l1_miss_count, l2_hit_count, l2_miss_count,
          hit_count, miss_count, put_count, invalidation_count, byte_count)
  SELECT tenant_id, (period_start AT TIME ZONE 'UTC')::date AS day,
         sum(l1_hit_count), sum(l1_miss_count), sum(l2_hit_count), sum(l2_miss_count),
         sum(hit_count), sum(miss_count), sum(put_count), sum(invalidation_count), sum(byte_count)
    FROM added
   GROUP BY tenant_id, day
   ORDER BY tenant_id, day
  ON CONFLICT (tenant_id, date) DO UPDATE
     SET l1_hit_count = daily.l1_hit_count + excluded.l1_hit_count,
         l1_miss_count = daily.l1_miss_count + excluded.l1_miss_count,
         l2_hit_count = daily.l2_hit_count + excluded.l2_hit_count,
         l2_miss_count = daily.l2_miss_count + excluded.l2_miss_count,
         hit_count = daily.hit_count + excluded.hit_count,
         miss_count = daily.miss_count + excluded.miss_count,
         put_count = daily.put_count + excluded.put_count,
         invalidation_count = daily.invalidation_count + excluded.invalidation_count,
         byte_count = daily.byte_count + excluded.byte_count;
  RETURN NULL;
END
$$;

-- The difference between the new and the old counts of the hours that changed.
CREATE FUNCTION cache_stats_daily_update() RETURNS trigger
LANGUAGE plpgsql
SET search_path FROM CURRENT
AS $$
BEGIN
  UPDATE cache_stats_daily AS daily
     SET l1_hit_count = daily.l1_hit_count + change.l1_hit_count,
         l1_miss_count = daily.l1_miss_count + change.l1_miss_count,
         l2_hit_count = daily.l2_hit_count + change.l2_hit_count,
         l2_miss_count = daily.l2_miss_count + change.l2_miss_count,
         hit_count = daily.hit_count + change.hit_count,
         miss_count = daily.miss_count + change.miss_count,
         put_count = daily.put_count + change.put_count,
         invalidation_count = daily.invalidation_count + change.invalidation_count,
         byte_count = daily.byte_count + change.byte_count
    FROM (SELECT tenant_id, (period_start AT TIME ZONE 'UTC')::date AS day,
                 sum(l1_hit_count) AS l1_hit_count, sum(l1_miss_count) AS l1_miss_count,
                 sum(l2_hit_count) AS l2_hit_count, sum(l2_miss_count) AS l2_miss_count,
                 sum(hit_count) AS hit_count, sum(miss_count) AS miss_count,
                 sum(put_count) AS put_count, sum(invalidation_count) AS invalidation_count,
                 sum(byte_count) AS byte_count
            FROM (SELECT tenant_id, period_start, l1_hit_count, l1_miss_count, l2_hit_count, l2_miss_count,
                         hit_count, miss_count, put_count, invalidation_count, byte_count
                    FROM added
                   UNION ALL
                  SELECT tenant_id, period_start, -l1_hit_count, -l1_miss_count, -l2_hit_count, -l2_miss_count,
                         -hit_count, -miss_count, -put_count, -invalidation_count, -byte_count
                    FROM removed) AS rows
           GROUP BY tenant_id, day) AS change
   WHERE daily.tenant_id = change.tenant_id AND daily.date = change.day;
  RETURN NULL;
END
$$;

CREATE TRIGGER cache_stats_daily_insert
  AFTER INSERT ON cache_metadata REFERENCING NEW TABLE AS added
  FOR EACH STATEMENT EXECUTE FUNCTION cache_stats_daily_insert();

CREATE TRIGGER cache_stats_daily_update
  AFTER UPDATE ON cache_metadata REFERENCING OLD TABLE AS removed NEW TABLE AS added
  FOR EACH STATEMENT EXECUTE FUNCTION cache_stats_daily_update();

COMMENT ON FUNCTION cache_stats_daily_insert() IS 'Adds new hours of cache_metadata to their days';
COMMENT ON FUNCTION cache_stats_daily_update() IS 'Adds what changed in hours of cache_metadata to their days';
