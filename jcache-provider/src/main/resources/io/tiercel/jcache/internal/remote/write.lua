-- WRITE: changes entries of one cache, each only if its condition holds, and publishes what changed.
--
-- KEYS, ARGV 1, 2  as ENTRIES says
-- ARGV    3         mode bits: 1 if absent, 2 if present, 4 if stamp equals, 8 if value equals,
--                   16 want the previous entry, 32 remove, 64 if leased by this stamp, 128 if stamp
--                   equals, live or stale, 256 sent once more, since the answer was lost, 512 the
--                   entries are of several callers: what fails for one is not the others' fault
--         4, 5      life if created: PX milliseconds (-1 eternal, 0 none), deadline (6 bytes)
--         6, 7      life if updated: the same, and PX -2 keeps the present life
--         8 to 10   where a change is told, as TELL says
--         11        the cache's name as it stands in messages
--         12, 13    where in the key the entry's id begins, and where it ends, from the end
--         then for each entry
--         +1        bytes 0 to 3 of the header: magic, flags, codec, schema; the stamp of this write (8
--                   bytes); what the condition compares with: a stamp (8 bytes) or codec, schema, value
--         +2        bytes 22 and up: nobody loads it anew, value
-- A message is published if the entry changed; a removal is published even where there is nothing to
-- remove: an entry that was evicted here may have copies still. The end of a load is not published: it
-- changes nothing that anybody knows.
-- returns {codes, ...}: a digit for each entry: 1 created, 2 updated, 3 removed, 4 removed by a
--         life of none, 5 not stored by a life of none, 6 nothing to remove, 7 not stored because the
--         server has no room: what was there is removed, 8 not known, of what was sent once more, 9
--         failed, 0 refused; then, for each entry of which there is more to tell, its number, the live
--         entry before, where wanted or where it refused, or why it failed, and the deadline of an update
--         that kept its life; empty where there is none
--
-- What is sent once more was made if its own stamp stands there, and was not made if the stamp that it
-- insists on still does: stamps never come back. Otherwise nobody knows, and nothing is changed.
-- Neither a lease nor an absence stands in the way of any write, and both go with it: so what a load
-- brings is refused if anything happened to its entry meanwhile.
-- One slot in a cluster. One trip, O(n).
local mode = tonumber(ARGV[3])
local ifAbsent, ifPresent = mode % 2 >= 1, mode % 4 >= 2
local ifStamp, ifValue = mode % 8 >= 4, mode % 16 >= 8
local wantOld, remove, ifLeased = mode % 32 >= 16, mode % 64 >= 32, mode % 128 >= 64
local ifSeen, again, apart = mode % 256 >= 128, mode % 512 >= 256, mode >= 512
mode = mode % 512
local name, from, to = ARGV[11], tonumber(ARGV[12]), tonumber(ARGV[13])

local function holds(entry, live, expected)
  if mode == 0 then
    return true
  elseif ifAbsent then
    return not live
  elseif ifPresent then
    return live
  elseif ifStamp then
    return live and stampOf(entry) == expected
  elseif ifValue then
    return live and sub(entry, 3, 4) .. sub(entry, 25) == expected
  elseif ifLeased then
    return isLease(entry) and stampOf(entry) == expected
  elseif ifSeen then
    return isEntry(entry) and stampOf(entry) == expected
  end
  return true
end

-- What changed and is not told yet: several changes are told in one message, 'S' and each behind its length.
local changed = {}

local function flush()
  if #changed == 1 then
    tell(ARGV[8], ARGV[9], ARGV[10], changed[1])
  elseif #changed > 1 then
    local parts, lengths = {'S'}, {}
    for i = 1, #changed do
      local length = #changed[i]
      lengths[length] = lengths[length] or struct.pack('>I4', length)
      parts[2 * i] = lengths[length]
      parts[2 * i + 1] = changed[i]
    end
    tell(ARGV[8], ARGV[9], ARGV[10], table.concat(parts))
  end
  changed = {}
end

local function publish(key, stamp)
  if not ifLeased then
    changed[#changed + 1] = 'E' .. stamp .. name .. sub(key, from, to)
    if #changed == 256 then
      flush()
    end
  end
end

-- What the next entries hold, read in one command; what one of them holds twice is read again.
local ahead = {}

local function readAhead(first)
  local last = math.min(first + 99, #KEYS)
  if last > first then
    local found = redis.call('MGET', unpack(KEYS, first, last))
    for i = first, last do
      ahead[KEYS[i]] = found[i - first + 1]
    end
  end
end

-- What decides nothing must go on: without room, an entry that may not be the old one is none.
local function store(...)
  if mode ~= 0 then
    return redis.call('SET', ...)
  end
  local reply = redis.pcall('SET', ...)
  if reply.err and not string.find(reply.err, 'OOM', 1, true) then
    error(reply.err)
  end
  return not reply.err
end

local function change(key, base)
  local given = ARGV[base + 1]
  local stamp, expected = sub(given, 5, 12), sub(given, 13)
  local entry = ahead[key]
  if entry == nil then
    entry = stored(key)
  end
  ahead[key] = nil
  local live = isLive(entry)
  local seen = live and entry or ''
  if again then
    if live and stampOf(entry) == stamp and not wantOld then
      return (ifAbsent or ifLeased) and 1 or 2, '', ARGV[6] == '-2' and sub(entry, 17, 22) or ''
    end
    if not ((ifStamp or ifLeased or ifSeen) and holds(entry, live, expected)) then
      return 8, '', ''
    end
  end
  if not holds(entry, live, expected) then
    return 0, seen, ''
  end
  local previous = wantOld and seen or ''
  local px, deadline = ARGV[4], ARGV[5]
  if live then
    px, deadline = ARGV[6], ARGV[7]
  end
  if remove or px == '0' then
    if entry then
      redis.call('UNLINK', key)
    end
    if remove or live then
      publish(key, stamp)
    end
    if remove then
      return live and 3 or 6, previous, ''
    end
    return live and 4 or 5, previous, ''
  end
  local kept, head = '', sub(given, 1, 4)
  if px == '-2' then
    deadline = sub(entry, 17, 22)
    kept = deadline
    if byte(entry, 2) >= 128 and byte(head, 2) < 128 then
      head = sub(head, 1, 1) .. string.char(byte(head, 2) + 128) .. sub(head, 3, 4)
    end
  end
  local bytes = head .. currentEpoch() .. stamp .. deadline .. ARGV[base + 2]
  local stored
  if px == '-2' then
    stored = store(key, bytes, 'KEEPTTL')
  elseif px == '-1' then
    stored = store(key, bytes)
  else
    stored = store(key, bytes, 'PX', px)
  end
  if not stored then
    redis.call('UNLINK', key)
  end
  publish(key, stamp)
  if not stored then
    return 7, '', ''
  end
  return live and 2 or 1, previous, kept
end

local codes, results, failed = {}, {''}, nil
for i = metas + 1, #KEYS do
  if (i - metas) % 100 == 1 then
    readAhead(i)
  end
  local done, code, entry, deadline = pcall(change, KEYS[i], 11 + 2 * (i - metas))
  if not done then
    failed = failed or code
    code, entry, deadline = 9, type(code) == 'table' and code.err or tostring(code), ''
  end
  codes[i - metas] = code
  if entry ~= '' or deadline ~= '' then
    results[#results + 1] = i - metas - 1
    results[#results + 1] = entry
    results[#results + 1] = deadline
  end
end
flush()
if failed and not apart then
  error(failed, 0)
end
results[1] = table.concat(codes)
return results
