-- BUMP: begins a new epoch, so that every entry of the older ones is absent from now on.
--
-- KEYS    1  the epoch of a cache or of a tenant
-- ARGV    1  the channel
--         2  the command that publishes, PUBLISH or SPUBLISH
--         3  the message
-- returns {epoch}
--
-- The new epoch is at least the server's clock in milliseconds: an epoch that was lost, and with it
-- the memory of its number, can only move forward, unless more than a thousand came in each second of
-- its life. One slot in a cluster. One trip, O(1).

-- An epoch as text, or nothing where it is missing or no number.
local function epochOf(key)
  local text = redis.pcall('GET', key)
  return type(text) == 'string' and #text <= 15 and string.match(text, '^%d+$')
end

local function clock()
  local time = redis.call('TIME')
  return time[1] * 1000 + math.floor(time[2] / 1000)
end

local epoch = math.max(tonumber(epochOf(KEYS[1]) or '0') + 1, clock())
local text = string.format('%.0f', epoch)
redis.call('SET', KEYS[1], text)
redis.call(ARGV[2], ARGV[1], ARGV[3])
return {text}
