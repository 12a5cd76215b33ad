-- What the caches did, per tenant, resource and hour. Writers add to a row:
-- INSERT ... ON CONFLICT (tenant_id, period_start, resource_type) DO UPDATE SET put_count = cache_metadata.put_count + excluded.put_count, ...
CREATE TABLE cache_metadata (
  tenant_id          text        NOT NULL,
  resource_type      text        NOT NULL,
  period_start       timestamptz NOT NULL,
  l1_hit_count       bigint      NOT NULL DEFAULT 0,
  l1_miss_count      bigint      NOT NULL DEFAULT 0,
  l2_hit_count       bigint      NOT NULL DEFAULT 0,
  l2_miss_count      bigint      NOT NULL DEFAULT 0,
  hit_count          bigint      NOT NULL GENERATED ALWAYS AS (l1_hit_count + l2_hit_count) STORED,
  miss_count         bigint      NOT NULL DEFAULT 0,
  put_count          bigint      NOT NULL DEFAULT 0,
  invalidation_count bigint      NOT NULL DEFAULT 0,
  byte_count         bigint      NOT NULL DEFAULT 0,
  CONSTRAINT cache_metadata_pkey PRIMARY KEY (tenant_id, period_start, resource_type),
  CONSTRAINT cache_metadata_resource_type_check CHECK (resource_type <> ''),
  CONSTRAINT cache_metadata_period_start_check
    CHECK (period_start AT TIME ZONE 'UTC' = date_trunc('hour', period_start AT TIME ZONE 'UTC')),
  CONSTRAINT cache_metadata_counts_check
    CHECK (least(l1_hit_count, l1_miss_count, l2_hit_count, l2_miss_count,
                 miss_count, put_count, invalidation_count, byte_count) >= 0)
);

COMMENT ON TABLE cache_metadata IS 'What the caches did, one row per tenant, resource and hour, summed over all nodes';
COMMENT ON COLUMN cache_metadata.tenant_id IS 'The tenant; empty for a cache that no tenant owns';
COMMENT ON COLUMN cache_metadata.resource_type IS 'The resource, which is the part of the cache name after the tenant';
COMMENT ON COLUMN cache_metadata.period_start IS 'The first instant of the hour, UTC';
COMMENT ON COLUMN cache_metadata.l1_hit_count IS 'Reads that L1, the process, answered';
COMMENT ON COLUMN cache_metadata.l1_miss_count IS 'Reads that asked L1 in vain';
COMMENT ON COLUMN cache_metadata.l2_hit_count IS 'Reads that L2, Redis, answered';
COMMENT ON COLUMN cache_metadata.l2_miss_count IS 'Reads that asked L2 in vain';
COMMENT ON COLUMN cache_metadata.hit_count IS 'Reads that a tier above the source answered; computed';
COMMENT ON COLUMN cache_metadata.miss_count IS 'Reads that no tier above the source answered';
COMMENT ON COLUMN cache_metadata.put_count IS 'Values stored';
COMMENT ON COLUMN cache_metadata.invalidation_count IS 'Invalidations, each counted once however many entries it met';
COMMENT ON COLUMN cache_metadata.byte_count IS 'Bytes of the values stored in L2';
