-- NODES: notes that a node is there, and counts those that were lately.
--
-- KEYS    1  the nodes, a sorted set by the second they were last there
-- ARGV    1  this node
--         2  the seconds after which a node that is not heard of is gone
-- returns {nodes}, at least 1
--
-- The clock is the server's. The key lives as long as a node in it. One trip, O(log n).
local now = tonumber(redis.call('TIME')[1])
local seconds = tonumber(ARGV[2])
if redis.call('TYPE', KEYS[1]).ok ~= 'zset' then
  redis.call('UNLINK', KEYS[1])
end
redis.call('ZADD', KEYS[1], now, ARGV[1])
redis.call('ZREMRANGEBYSCORE', KEYS[1], '-inf', now - seconds)
redis.call('EXPIRE', KEYS[1], seconds)
return {redis.call('ZCARD', KEYS[1])}
