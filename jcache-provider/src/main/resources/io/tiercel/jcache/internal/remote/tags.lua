-- TAGS: returns the epochs of tags, and creates those that are missing.
--
-- KEYS    the tags
-- ARGV 1  how long an entry with these tags lives, in milliseconds; -1 for ever
-- returns the epoch of each
--
-- A missing epoch makes all entries with its tag absent. So an epoch may end with the last of them: it
-- lives at least as long as any entry that is tagged with it from now on.
-- One slot in a cluster. One trip, O(n).
local life = tonumber(ARGV[1])
local time = redis.call('TIME')
local now = string.format('%.0f', time[1] * 1000000 + time[2])

local results = {}
for i = 1, #KEYS do
  local text = redis.pcall('GET', KEYS[i])
  if type(text) ~= 'string' or #text > 16 or not string.match(text, '^%d+$') then
    text = now
    if life < 0 then
      redis.call('SET', KEYS[i], now)
    else
      redis.call('SET', KEYS[i], now, 'PX', string.format('%.0f', 2 * life))
    end
  else
    local left = redis.call('PTTL', KEYS[i])
    if left >= 0 and life < 0 then
      redis.call('PERSIST', KEYS[i])
    elseif left >= 0 and left < life then
      redis.call('PEXPIRE', KEYS[i], string.format('%.0f', 2 * life))
    end
  end
  results[i] = text
end
return results
