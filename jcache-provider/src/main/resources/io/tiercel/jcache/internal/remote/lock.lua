-- LOCK: keeps the entry processors of other nodes from an entry.
--
-- KEYS    1  the lock of the entry
-- ARGV    1  the mark of this holder
--         2  how long the lock holds, in milliseconds
-- returns {code}: 1 locked, 0 somebody else holds it
--
-- One slot in a cluster. One trip, O(1).
return {redis.call('SET', KEYS[1], ARGV[1], 'NX', 'PX', ARGV[2]) and 1 or 0}
