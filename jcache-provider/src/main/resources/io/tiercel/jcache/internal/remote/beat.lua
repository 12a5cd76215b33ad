-- BEAT: says something on a channel of a cluster, so that nodes know that they hear it.
--
-- ARGV    1  the channel
--         2  the command that publishes, PUBLISH or SPUBLISH, or '' to ask only whether there is a SPUBLISH
-- returns {code}: 1 said, or there is; 0 not
--
-- It has no key, and is sent to the server that has the channel's slot: with one, it would follow the
-- slot to its next server before the subscriptions do. A server that is cut off from most of the cluster
-- says nothing, for the others may have given its slots away. One trip, O(1).
if ARGV[2] == '' then
  local reply = redis.pcall('SPUBLISH', ARGV[1], '')
  return {type(reply) == 'number' and 1 or 0}
end
if not string.find(redis.call('CLUSTER', 'INFO'), 'cluster_state:ok', 1, true) then
  return {0}
end
redis.call(ARGV[2], ARGV[1], '')
return {1}
