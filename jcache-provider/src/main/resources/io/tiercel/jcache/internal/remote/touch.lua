-- TOUCH: returns a live entry and gives it a new life from now on.
--
-- KEYS    1..m  the epochs the entry lives under: the cache's, and its tenant's if it has one
--         m+1   the entry
-- ARGV    1     the new life: PX milliseconds, -1 eternal, 0 none (removes the entry)
--         2     the stamp that the entry must have (8 bytes), or empty for any
--         3, 4  the channel and the command that publishes a removal
--         5     the message to publish if the entry is removed
-- returns {entry, epochs}: the entry, empty where there is no live one of that stamp; the epochs joined
--         by a comma, 0 where one is missing
--
-- Only a live entry of the current epoch is touched: a lease's life is never prolonged by a reader.
-- The header of an entry whose life moves carries no deadline, so only the key's own life changes.
-- One slot in a cluster. One trip.
-- An epoch as text, or nothing where it is missing or no number.
local function epochOf(key)
  local text = redis.pcall('GET', key)
  return type(text) == 'string' and #text <= 16 and string.match(text, '^%d+$')
end

local epochs, sum, missing = {}, 0, false
for i = 1, #KEYS - 1 do
  local text = epochOf(KEYS[i])
  epochs[i] = text or '0'
  sum = sum + tonumber(epochs[i])
  missing = missing or not text
end
local seen = table.concat(epochs, ',')
local key = KEYS[#KEYS]
local entry = redis.pcall('GET', key)
if type(entry) ~= 'string'
  or missing
  or #entry < 24
  or string.byte(entry, 1) ~= 0xF5
  or string.byte(entry, 2) % 64 >= 32
  or struct.unpack('>I4', entry, 5) ~= sum % 4294967296
  or (ARGV[2] ~= '' and string.sub(entry, 9, 16) ~= ARGV[2])
then
  return {'', seen}
end
if ARGV[1] == '0' then
  redis.call('UNLINK', key)
  redis.call(ARGV[4], ARGV[3], ARGV[5])
elseif ARGV[1] == '-1' then
  redis.call('PERSIST', key)
else
  redis.call('PEXPIRE', key, ARGV[1])
end
return {entry, seen}
