-- The tables that grow are cut by month of UTC, so that what is old goes by dropping a table. Rows of months that have
-- no table of their own lie in the default one. V0007 makes and drops the months.

ALTER TABLE cache_metadata RENAME TO cache_metadata_whole;
ALTER INDEX cache_metadata_pkey RENAME TO cache_metadata_whole_pkey;
CREATE TABLE cache_metadata (
  LIKE cache_metadata_whole INCLUDING DEFAULTS INCLUDING CONSTRAINTS INCLUDING GENERATED INCLUDING COMMENTS,
  CONSTRAINT cache_metadata_pkey PRIMARY KEY (tenant_id, period_start, resource_type)
) PARTITION BY RANGE (period_start);
CREATE TABLE cache_metadata_default PARTITION OF cache_metadata DEFAULT;
INSERT INTO cache_metadata (tenant_id, resource_type, period_start, l1_hit_count, l1_miss_count, l2_hit_count,
                            l2_miss_count, miss_count, put_count, invalidation_count, byte_count)
SELECT tenant_id, resource_type, period_start, l1_hit_count, l1_miss_count, l2_hit_count,
       l2_miss_count, miss_count, put_count, invalidation_count, byte_count
  FROM cache_metadata_whole;
DROP TABLE cache_metadata_whole;
CREATE TRIGGER cache_stats_daily_insert
  AFTER INSERT ON cache_metadata REFERENCING NEW TABLE AS added
  FOR EACH STATEMENT EXECUTE FUNCTION cache_stats_daily_insert();
CREATE TRIGGER cache_stats_daily_update
  AFTER UPDATE ON cache_metadata REFERENCING OLD TABLE AS removed NEW TABLE AS added
  FOR EACH STATEMENT EXECUTE FUNCTION cache_stats_daily_update();
COMMENT ON TABLE cache_metadata IS 'What the caches did, one row per tenant, resource and hour, summed over all nodes; one partition per month';

ALTER TABLE cache_invalidation_logs RENAME TO cache_invalidation_logs_whole;
ALTER INDEX cache_invalidation_logs_pkey RENAME TO cache_invalidation_logs_whole_pkey;
ALTER INDEX cache_invalidation_logs_tenant_idx RENAME TO cache_invalidation_logs_whole_tenant_idx;
ALTER INDEX cache_invalidation_logs_occurred_at_idx RENAME TO cache_invalidation_logs_whole_occurred_at_idx;
CREATE TABLE cache_invalidation_logs (
  LIKE cache_invalidation_logs_whole INCLUDING DEFAULTS INCLUDING CONSTRAINTS INCLUDING COMMENTS,
  CONSTRAINT cache_invalidation_logs_pkey PRIMARY KEY (id, occurred_at)
) PARTITION BY RANGE (occurred_at);
CREATE TABLE cache_invalidation_logs_default PARTITION OF cache_invalidation_logs DEFAULT;
CREATE INDEX cache_invalidation_logs_tenant_idx ON cache_invalidation_logs (tenant_id, occurred_at DESC);
ALTER SEQUENCE cache_invalidation_logs_seq OWNED BY cache_invalidation_logs.id;
INSERT INTO cache_invalidation_logs SELECT * FROM cache_invalidation_logs_whole;
DROP TABLE cache_invalidation_logs_whole;
COMMENT ON TABLE cache_invalidation_logs IS 'Each invalidation: what was no longer served, when and why; one partition per month';

ALTER TABLE rate_limit_denials RENAME TO rate_limit_denials_whole;
ALTER INDEX rate_limit_denials_pkey RENAME TO rate_limit_denials_whole_pkey;
ALTER INDEX rate_limit_denials_tenant_idx RENAME TO rate_limit_denials_whole_tenant_idx;
ALTER INDEX rate_limit_denials_occurred_at_idx RENAME TO rate_limit_denials_whole_occurred_at_idx;
CREATE TABLE rate_limit_denials (
  LIKE rate_limit_denials_whole INCLUDING DEFAULTS INCLUDING CONSTRAINTS INCLUDING COMMENTS,
  CONSTRAINT rate_limit_denials_pkey PRIMARY KEY (id, occurred_at)
) PARTITION BY RANGE (occurred_at);
CREATE TABLE rate_limit_denials_default PARTITION OF rate_limit_denials DEFAULT;
CREATE INDEX rate_limit_denials_tenant_idx ON rate_limit_denials (tenant_id, occurred_at DESC);
ALTER SEQUENCE rate_limit_denials_seq OWNED BY rate_limit_denials.id;
INSERT INTO rate_limit_denials SELECT * FROM rate_limit_denials_whole;
DROP TABLE rate_limit_denials_whole;
COMMENT ON TABLE rate_limit_denials IS 'Calls that rate limits did not allow; those that are alike within a moment in one row; one partition per month';
