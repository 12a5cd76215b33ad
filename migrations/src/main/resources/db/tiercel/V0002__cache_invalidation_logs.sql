-- Starts and steps by 50: JPA providers take blocks of 50 numbers that end with the value they drew.
CREATE SEQUENCE cache_invalidation_logs_seq AS bigint START WITH 50 INCREMENT BY 50;

CREATE TABLE cache_invalidation_logs (
  id                  bigint      NOT NULL DEFAULT nextval('cache_invalidation_logs_seq'),
  occurred_at         timestamptz NOT NULL DEFAULT current_timestamp,
  tenant_id           text        NOT NULL,
  resource_type       text        NOT NULL,
  entry_id            text,
  reason              text        NOT NULL,
  entry_count         bigint,
  initiating_resource text        NOT NULL,
  node_id             text        NOT NULL,
  CONSTRAINT cache_invalidation_logs_pkey PRIMARY KEY (id),
  CONSTRAINT cache_invalidation_logs_resource_type_check CHECK (resource_type <> ''),
  CONSTRAINT cache_invalidation_logs_reason_check CHECK (reason IN ('manual', 'cascade', 'tag', 'entity', 'expiry')),
  CONSTRAINT cache_invalidation_logs_entry_count_check CHECK (entry_count >= 0)
);

ALTER SEQUENCE cache_invalidation_logs_seq OWNED BY cache_invalidation_logs.id;

-- A tenant's latest invalidations; and the oldest of all, for whoever deletes them (rows lie in order of time).
CREATE INDEX cache_invalidation_logs_tenant_idx ON cache_invalidation_logs (tenant_id, occurred_at DESC);
CREATE INDEX cache_invalidation_logs_occurred_at_idx ON cache_invalidation_logs USING brin (occurred_at);

COMMENT ON TABLE cache_invalidation_logs IS 'Each invalidation: what was no longer served, when and why';
COMMENT ON COLUMN cache_invalidation_logs.id IS 'Unique, not in the order of time';
COMMENT ON COLUMN cache_invalidation_logs.occurred_at IS 'When it took effect, by the clock of the node';
COMMENT ON COLUMN cache_invalidation_logs.tenant_id IS 'The tenant; empty for a cache that no tenant owns';
COMMENT ON COLUMN cache_invalidation_logs.resource_type IS 'The resource whose entries are no longer served';
COMMENT ON COLUMN cache_invalidation_logs.entry_id IS 'The one entry that is meant; null for all entries of the resource';
COMMENT ON COLUMN cache_invalidation_logs.reason IS 'manual: asked for; cascade: a resource it depends on; tag: a tag of the entries; entity: a persistent entity changed; expiry: its time ended';
COMMENT ON COLUMN cache_invalidation_logs.entry_count IS 'Entries that were met; null where they were not counted';
COMMENT ON COLUMN cache_invalidation_logs.initiating_resource IS 'The resource whose change began it; differs from resource_type only in a cascade';
COMMENT ON COLUMN cache_invalidation_logs.node_id IS 'The node that invalidated';
