-- REFRESH: lets one caller over all nodes load an entry anew that is still there, live or stale.
--
-- KEYS, ARGV 1, 2  as ENTRIES says; one entry
-- ARGV    3     the stamp that the entry must have (8 bytes)
--         4     how long nobody else may, in seconds, 1 to 32767
-- returns {code}: 1 this caller may; 0 somebody else does, or the entry has changed
--
-- Until when nobody else may stands in bytes 22 and 23 of the entry's header, in seconds by the server's
-- clock modulo 65536, 0 for nobody: whatever writes or removes the entry takes it away.
-- One slot in a cluster. One trip.
local key = KEYS[#KEYS]
local entry = stored(key)
if not isEntry(entry) or stampOf(entry) ~= ARGV[3] then
  return {0}
end
local now = math.floor(clock() / 1000000)
local untilThen = struct.unpack('>I2', entry, 23)
local left = (untilThen - now) % 65536
if untilThen ~= 0 and left > 0 and left < 32768 then
  return {0}
end
redis.call('SETRANGE', key, 22, struct.pack('>I2', math.max(1, (now + tonumber(ARGV[4])) % 65536)))
return {1}
