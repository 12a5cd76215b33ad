-- How well the caches served a tenant lately, from cache_metadata. One row always, also for a tenant without rows.
--
-- The score begins at 100. Under 100 reads nothing is judged.
--   hit rate under 20: -60, under 50: -40, under 80: -15
--   more invalidations than hits: -20
--   L1 answered under 20 in 100 of at least 100 reads it was asked: -10
-- healthy from 80, degraded from 50, critical below.
CREATE FUNCTION get_cache_health_report(tenant text, period interval DEFAULT interval '24 hours')
RETURNS TABLE (
  status             text,
  score              integer,
  hit_rate           numeric,
  l1_hit_rate        numeric,
  l2_hit_rate        numeric,
  hit_count          bigint,
  miss_count         bigint,
  invalidation_count bigint,
  issues             text[],
  recommendations    text[]
)
LANGUAGE plpgsql
STABLE
SET search_path FROM CURRENT
AS $$
DECLARE
  judged_from CONSTANT integer := 100;
  l1_read_count bigint;
BEGIN
  SELECT coalesce(sum(rows.hit_count), 0), coalesce(sum(rows.miss_count), 0), coalesce(sum(rows.invalidation_count), 0),
         round(sum(rows.hit_count) * 100 / nullif(sum(rows.hit_count + rows.miss_count), 0), 2),
         round(sum(rows.l1_hit_count) * 100 / nullif(sum(rows.l1_hit_count + rows.l1_miss_count), 0), 2),
         round(sum(rows.l2_hit_count) * 100 / nullif(sum(rows.l2_hit_count + rows.l2_miss_count), 0), 2),
         coalesce(sum(rows.l1_hit_count + rows.l1_miss_count), 0)
    INTO hit_count, miss_count, invalidation_count, hit_rate, l1_hit_rate, l2_hit_rate, l1_read_count
    FROM cache_metadata AS rows
   WHERE rows.tenant_id = tenant
     AND rows.period_start > current_timestamp - period - interval '1 hour';

  score := 100;
  issues := '{}';
  recommendations := '{}';

  IF hit_count + miss_count = 0 THEN
    recommendations := recommendations || 'No reads were recorded: check the tenant and tiercel.monitoring-enabled'::text;
  ELSIF hit_count + miss_count >= judged_from THEN
    IF hit_rate < 80 THEN
      score := score - CASE WHEN hit_rate < 20 THEN 60 WHEN hit_rate < 50 THEN 40 ELSE 15 END;
      issues := issues || format('Low hit rate: %s of 100 reads', hit_rate);
      recommendations := recommendations
        || 'Raise tiercel.l2.ttl-seconds, warm what is read first, or review what invalidates it'::text;
    END IF;
    IF invalidation_count > hit_count THEN
      score := score - 20;
      issues := issues || format('More invalidations than hits: %s and %s', invalidation_count, hit_count);
      recommendations := recommendations
        || 'Invalidate single entries in place of whole resources, or shorten the cascade'::text;
    END IF;
    IF l1_read_count >= judged_from AND l1_hit_rate < 20 THEN
      score := score - 10;
      issues := issues || format('L1 seldom answers: %s of 100 reads', l1_hit_rate);
      recommendations := recommendations
        || 'Raise tiercel.l1.max-entries or tiercel.l1.ttl-seconds, or turn L1 off for this resource'::text;
    END IF;
  END IF;

  status := CASE WHEN score >= 80 THEN 'healthy' WHEN score >= 50 THEN 'degraded' ELSE 'critical' END;
  RETURN NEXT;
END
$$;

COMMENT ON FUNCTION get_cache_health_report(text, interval) IS 'How well the caches served a tenant in the hours that the period touches: status healthy, degraded or critical, score 0 to 100, rates in 100 reads';
