-- UNLOCK: ends a lock, if it is still this holder's.
--
-- KEYS    1  the lock of the entry
-- ARGV    1  the mark of the holder
-- returns {}
--
-- One slot in a cluster. One trip, O(1).
if redis.pcall('GET', KEYS[1]) == ARGV[1] then
  redis.call('UNLINK', KEYS[1])
end
return {}
