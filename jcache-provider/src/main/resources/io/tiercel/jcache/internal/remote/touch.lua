-- TOUCH: returns a live entry and gives it a new life from now on.
--
-- KEYS, ARGV 1, 2  as ENTRIES says; one entry
-- ARGV    3     the new life: PX milliseconds, -1 eternal, 0 none (removes the entry)
--         4     the stamp that the entry must have (8 bytes), or empty for any
--         5 to 7  where a removal is told, as TELL says
--         8     the message to publish if the entry is removed
-- returns {entry}: empty where there is no live one of that stamp
--
-- Only a live entry of the current epochs is touched: a lease's life is never prolonged by a reader.
-- The header of an entry whose life moves carries no deadline, so only the key's own life changes.
-- One slot in a cluster. One trip.
local key = KEYS[#KEYS]
local entry = stored(key)
if not isLive(entry) or (ARGV[4] ~= '' and stampOf(entry) ~= ARGV[4]) then
  return {''}
end
if ARGV[3] == '0' then
  redis.call('UNLINK', key)
  tell(ARGV[5], ARGV[6], ARGV[7], ARGV[8])
elseif ARGV[3] == '-1' then
  redis.call('PERSIST', key)
else
  redis.call('PEXPIRE', key, ARGV[3])
end
return {entry}
