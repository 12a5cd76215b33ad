-- WRITE: changes entries of one cache, each only if its condition holds, and publishes what changed.
--
-- KEYS    1..m      the epochs the entries live under: the cache's, and its tenant's if it has one
--         m+1..m+n  the entries
-- ARGV    1         m
--         2         mode bits: 1 if absent, 2 if present, 4 if stamp equals, 8 if value equals,
--                   16 want the previous entry, 32 remove, 64 only if the epochs are the expected
--         3, 4      life if created: PX milliseconds (-1 eternal, 0 none), deadline (6 bytes)
--         5, 6      life if updated: the same, and PX -2 keeps the present life
--         7         the expected epochs as read, each modulo 2^32, joined by a comma (mode 64), else
--                   empty
--         8, 9      the channel and the command that publishes, PUBLISH or SPUBLISH
--         then for each entry
--         +1        bytes 0 to 3 of the header: magic, flags, codec, schema
--         +2        the stamp of this write (8 bytes)
--         +3        bytes 22 and up: load cost, value
--         +4        what the condition compares with: a stamp (8 bytes) or codec, schema, value
--         +5        the message to publish if the entry changed; a removal is published even where
--                   there is nothing to remove: an entry that was evicted here may have copies still
-- returns for each entry {code, entry, deadline}: code 1 created, 2 updated, 3 removed, 4 removed by a
--         life of none, 5 not stored by a life of none, 6 nothing to remove, 0 refused; entry: the live
--         entry before, where wanted or where it refused, else empty; deadline: that of an update that
--         kept its life, else empty
--
-- The epoch in an entry's header is the sum of the epochs modulo 2^32. An entry of another epoch, one
-- that is a lease (flag 0x20), bytes without the magic and values of another type are absent. Missing
-- epochs are created by the first entry that is stored, from the server's clock in microseconds, so
-- they only ever move forward.
-- One slot in a cluster: all keys carry the same hash tag, or m is 0. One trip, O(n).
local metas = tonumber(ARGV[1])
local mode = tonumber(ARGV[2])
local ifAbsent, ifPresent = mode % 2 >= 1, mode % 4 >= 2
local ifStamp, ifValue = mode % 8 >= 4, mode % 16 >= 8
local wantOld, remove, inEpoch = mode % 32 >= 16, mode % 64 >= 32, mode % 128 >= 64

-- An epoch as text, or nothing where it is missing or no number.
local function epochOf(key)
  local text = redis.pcall('GET', key)
  return type(text) == 'string' and #text <= 16 and string.match(text, '^%d+$')
end

local function clock()
  local time = redis.call('TIME')
  return time[1] * 1000000 + time[2]
end

local epochs, short, sum, missing = {}, {}, 0, false
for i = 1, metas do
  local text = epochOf(KEYS[i])
  epochs[i] = text or '0'
  short[i] = string.format('%.0f', tonumber(epochs[i]) % 4294967296)
  sum = sum + tonumber(epochs[i])
  missing = missing or not text
end
local stale = inEpoch and table.concat(short, ',') ~= ARGV[7]

local function currentEpoch()
  if missing then
    local now = string.format('%.0f', clock())
    sum = 0
    for i = 1, metas do
      if epochs[i] == '0' then
        epochs[i] = now
        redis.call('SET', KEYS[i], now)
      end
      sum = sum + tonumber(epochs[i])
    end
    missing = false
  end
  return struct.pack('>I4', sum % 4294967296)
end

local function isLive(entry)
  return entry
    and not missing
    and #entry >= 24
    and string.byte(entry, 1) == 0xF5
    and string.byte(entry, 2) % 64 < 32
    and struct.unpack('>I4', entry, 5) == sum % 4294967296
end

local function change(key, base)
  local entry = redis.pcall('GET', key)
  entry = type(entry) == 'string' and entry
  local live = isLive(entry)
  local seen = live and entry or ''
  if stale or (ifAbsent and live) or (ifPresent and not live) then
    return {0, seen, ''}
  end
  if ifStamp and not (live and string.sub(entry, 9, 16) == ARGV[base + 4]) then
    return {0, seen, ''}
  end
  if ifValue and not (live and string.sub(entry, 3, 4) .. string.sub(entry, 25) == ARGV[base + 4]) then
    return {0, seen, ''}
  end
  local previous = wantOld and seen or ''
  if remove then
    if entry then
      redis.call('UNLINK', key)
    end
    redis.call(ARGV[9], ARGV[8], ARGV[base + 5])
    return {live and 3 or 6, previous, ''}
  end
  local px, deadline = ARGV[3], ARGV[4]
  if live then
    px, deadline = ARGV[5], ARGV[6]
  end
  if px == '0' then
    if entry then
      redis.call('UNLINK', key)
    end
    if not live then
      return {5, '', ''}
    end
    redis.call(ARGV[9], ARGV[8], ARGV[base + 5])
    return {4, previous, ''}
  end
  local kept = ''
  if px == '-2' then
    deadline = string.sub(entry, 17, 22)
    kept = deadline
  end
  local bytes = ARGV[base + 1] .. currentEpoch() .. ARGV[base + 2] .. deadline .. ARGV[base + 3]
  if px == '-2' then
    redis.call('SET', key, bytes, 'KEEPTTL')
  elseif px == '-1' then
    redis.call('SET', key, bytes)
  else
    redis.call('SET', key, bytes, 'PX', px)
  end
  if live or not inEpoch then
    redis.call(ARGV[9], ARGV[8], ARGV[base + 5])
  end
  return {live and 2 or 1, previous, kept}
end

local results = {}
for i = metas + 1, #KEYS do
  local result = change(KEYS[i], 9 + (i - metas - 1) * 5)
  results[#results + 1] = result[1]
  results[#results + 1] = result[2]
  results[#results + 1] = result[3]
end
return results
