-- HEADS: returns the headers of entries, and behind each the tags of its entry.
--
-- KEYS  the entries
-- returns for each the bytes, empty where there is no string
--
-- One slot in a cluster. One trip, O(n).
local results = {}
for i = 1, #KEYS do
  local head = redis.pcall('GETRANGE', KEYS[i], 0, 25)
  if type(head) ~= 'string' then
    head = ''
  elseif #head == 26 and string.byte(head, 2) % 128 >= 64 then
    head = redis.call('GETRANGE', KEYS[i], 0, 23 + struct.unpack('>I2', head, 25))
  end
  results[i] = head
end
return results
