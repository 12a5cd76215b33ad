-- LEASE: announces loads, so that each key is loaded once over all nodes, and so that what a load
-- brings is refused if anything happened to its entry meanwhile.
--
-- KEYS, ARGV 1, 2  as ENTRIES says
-- ARGV    3     how long a lease holds, in milliseconds
--         4     1 to take over the leases of others and to forget absences, 0 to leave them alone
--         then the stamp of each lease (8 bytes)
-- returns for each entry {code, entry}: code 1 leased; 2 there is an entry, which is returned; 3 somebody
--         else has the lease; 4 it is known that the source has nothing: the absence is returned, whose
--         tags the caller may have to judge
--
-- A lease is a header with flag 0x20 in the entry's own place: whatever writes or removes the entry
-- takes it away. Its end stands in the header too, so that nothing that prolongs the life of its key
-- prolongs it.
-- One slot in a cluster. One trip, O(n).
local now = math.floor(clock() / 1000)
local life = tonumber(ARGV[3])

local function deadline(millis)
  return struct.pack('>I4', math.floor(millis / 65536)) .. struct.pack('>I2', millis % 65536)
end

local results = {}
for i = metas + 1, #KEYS do
  local entry = stored(KEYS[i])
  local code, present = 1, ''
  if isLive(entry) then
    code, present = 2, entry
  elseif isLease(entry) and deadlineOf(entry) > now and ARGV[4] == '0' then
    code = 3
  elseif isAbsence(entry) and ARGV[4] == '0' then
    code, present = 4, entry
  else
    local head = string.char(0xF5, 0x20, 0, 0)
    local stamp = ARGV[4 + i - metas]
    local bytes = head .. currentEpoch() .. stamp .. deadline(now + life) .. '\0\0'
    redis.call('SET', KEYS[i], bytes, 'PX', ARGV[3])
  end
  results[#results + 1] = code
  results[#results + 1] = present
end
return results
