-- Starts and steps by 50: JPA providers take blocks of 50 numbers that end with the value they drew.
CREATE SEQUENCE rate_limit_denials_seq AS bigint START WITH 50 INCREMENT BY 50;

CREATE TABLE rate_limit_denials (
  id           bigint      NOT NULL DEFAULT nextval('rate_limit_denials_seq'),
  occurred_at  timestamptz NOT NULL DEFAULT current_timestamp,
  tenant_id    text        NOT NULL,
  limiter_name text        NOT NULL,
  subject      text        NOT NULL,
  denial_count bigint      NOT NULL,
  degraded     boolean     NOT NULL,
  node_id      text        NOT NULL,
  CONSTRAINT rate_limit_denials_pkey PRIMARY KEY (id),
  CONSTRAINT rate_limit_denials_limiter_name_check CHECK (limiter_name <> ''),
  CONSTRAINT rate_limit_denials_subject_check CHECK (subject <> ''),
  CONSTRAINT rate_limit_denials_denial_count_check CHECK (denial_count > 0)
);

ALTER SEQUENCE rate_limit_denials_seq OWNED BY rate_limit_denials.id;

-- A tenant's latest denials; and the oldest of all, for whoever deletes them (rows lie in order of time).
CREATE INDEX rate_limit_denials_tenant_idx ON rate_limit_denials (tenant_id, occurred_at DESC);
CREATE INDEX rate_limit_denials_occurred_at_idx ON rate_limit_denials USING brin (occurred_at);

COMMENT ON TABLE rate_limit_denials IS 'Calls that rate limits did not allow; those that are alike within a moment in one row';
COMMENT ON COLUMN rate_limit_denials.id IS 'Unique, not in the order of time';
COMMENT ON COLUMN rate_limit_denials.occurred_at IS 'The end of the moment, by the clock of the node';
COMMENT ON COLUMN rate_limit_denials.tenant_id IS 'The tenant of the calls; empty if there was none';
COMMENT ON COLUMN rate_limit_denials.limiter_name IS 'The limiter';
COMMENT ON COLUMN rate_limit_denials.subject IS 'Who asked, as the limiter counts them: tenant, address and user, as far as it tells them apart';
COMMENT ON COLUMN rate_limit_denials.denial_count IS 'Calls that were not allowed';
COMMENT ON COLUMN rate_limit_denials.degraded IS 'Whether the node decided without Redis';
COMMENT ON COLUMN rate_limit_denials.node_id IS 'The node that did not allow them';
