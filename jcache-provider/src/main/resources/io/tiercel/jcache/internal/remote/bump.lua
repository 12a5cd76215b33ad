-- BUMP: begins a new epoch, so that every entry of the older ones is absent from now on.
--
-- KEYS    1  the epoch of a cache, of a tenant or of a tag
-- ARGV    1 to 3  where it is told, as TELL says
--         4  the message
--         5  1 where a missing epoch stays so and the life of another goes on (a tag's), else 0
-- returns {epoch, the one before}, each empty where there is none; the epoch is 0 where the server has no
--         room for it: then there is none, and nothing is valid either
--
-- The new epoch is at least the server's clock in microseconds. A clear takes longer than one, so no
-- epoch is ever ahead of the clock: one that was lost, and with it the memory of its number, can only
-- move forward. One slot in a cluster. One trip, O(1).

-- An epoch as text, or nothing where it is missing or no number.
local function epochOf(key)
  local text = redis.pcall('GET', key)
  return type(text) == 'string' and #text <= 16 and string.match(text, '^%d+$')
end

local function clock()
  local time = redis.call('TIME')
  return time[1] * 1000000 + time[2]
end

local before = epochOf(KEYS[1]) or ''
local text = ''
if before ~= '' or ARGV[5] == '0' then
  text = string.format('%.0f', math.max((tonumber(before) or 0) + 1, clock()))
  local reply
  if ARGV[5] == '1' then
    reply = redis.pcall('SET', KEYS[1], text, 'KEEPTTL')
  else
    reply = redis.pcall('SET', KEYS[1], text)
  end
  if reply.err then
    redis.call('UNLINK', KEYS[1])
    text = '0'
  end
end
tell(ARGV[1], ARGV[2], ARGV[3], ARGV[4])
return {text, before}
