-- BUMP: begins a new epoch, so that every entry of the older ones is absent from now on.
--
-- KEYS    1  the epoch of a cache or of a tenant
-- ARGV    1  the channel
--         2  the command that publishes, PUBLISH or SPUBLISH
--         3  the message
-- returns {epoch}
--
-- The new epoch is at least the server's clock in seconds: an epoch that was lost, and with it the
-- memory of its number, can only move forward. One slot in a cluster. One trip, O(1).
local old = tonumber(redis.call('GET', KEYS[1]) or '0')
local epoch = math.max(old + 1, tonumber(redis.call('TIME')[1]))
local text = string.format('%.0f', epoch)
redis.call('SET', KEYS[1], text)
redis.call(ARGV[2], ARGV[1], ARGV[3])
return {text}
