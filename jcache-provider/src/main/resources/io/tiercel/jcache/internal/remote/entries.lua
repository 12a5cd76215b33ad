-- ENTRIES: what WRITE, TOUCH and LEASE know of epochs and entries. It stands in front of each of them.
--
-- KEYS    1..m  the epochs that stand in the slot of the entries, then the entries
-- ARGV    1     m
--         2     the sum of the epochs that stand in other slots, as the node read them, else 0
--
-- The entries of a cache live under its own epoch and its tenant's. The header of an entry carries
-- their sum modulo 2^32; an entry of another sum is absent, and so are bytes without the magic, values
-- of another type, those with a tag (flag 0x40) that was invalidated since, leases (flag 0x20), which
-- announce a load, and absences (flag 0x10), which say that the source has nothing. An entry with flag 0x80
-- stays after the deadline in its header: it is stale from then on, which is absent to all but REFRESH and a
-- WRITE that names its stamp. A missing epoch makes all entries
-- absent; it is created by the first write, from the server's clock in microseconds, so that epochs
-- only ever move forward.
local metas, elsewhere = tonumber(ARGV[1]), tonumber(ARGV[2])
local byte, sub = string.byte, string.sub

-- An epoch as text, or nothing where it is missing or no number.
local function epochOf(key)
  local text = redis.pcall('GET', key)
  return type(text) == 'string' and #text <= 16 and string.match(text, '^%d+$')
end

-- The server's clock in microseconds.
local function clock()
  local time = redis.call('TIME')
  return time[1] * 1000000 + time[2]
end

local epochs, sum, missing = {}, elsewhere, false
for i = 1, metas do
  local text = epochOf(KEYS[i])
  epochs[i] = text or '0'
  sum = sum + tonumber(epochs[i])
  missing = missing or not text
end

local inHeaders = struct.pack('>I4', sum % 4294967296)

-- The sum of the epochs as it stands in headers (4 bytes), after the missing ones were created.
local function currentEpoch()
  if missing then
    local now = string.format('%.0f', clock())
    sum = elsewhere
    for i = 1, metas do
      if epochs[i] == '0' then
        epochs[i] = now
        redis.call('SET', KEYS[i], now)
      end
      sum = sum + tonumber(epochs[i])
    end
    missing = false
    inHeaders = struct.pack('>I4', sum % 4294967296)
  end
  return inHeaders
end

-- What a key holds, or nothing where that is no string.
local function stored(key)
  local bytes = redis.pcall('GET', key)
  return type(bytes) == 'string' and bytes
end

-- Tells whether the tags of an entry are as they were: the sum of their epochs stands before them. Their
-- keys are those that the entry names, in its slot; where they are in others, readers judge them.
local function tagsStand(bytes)
  if byte(bytes, 27) == 0 then
    return true
  end
  local expected, at, total = struct.unpack('>I4', bytes, 28), 33, 0
  for _ = 1, byte(bytes, 32) do
    local length = at < #bytes and struct.unpack('>I2', bytes, at) or 0
    local epoch = epochOf(sub(bytes, at + 2, at + 1 + length))
    if not epoch then
      return false
    end
    total = (total + tonumber(epoch)) % 4294967296
    at = at + 2 + length
  end
  return total == expected
end

-- Tells whether bytes are an entry, or a lease, of the current epochs.
local function isCurrent(bytes)
  return bytes
    and not missing
    and #bytes >= 24
    and byte(bytes, 1) == 0xF5
    and sub(bytes, 5, 8) == inHeaders
    and (byte(bytes, 2) % 128 < 64 or (#bytes >= 32 and tagsStand(bytes)))
end

local function isLease(bytes)
  return isCurrent(bytes) and byte(bytes, 2) % 64 >= 32
end

local function isAbsence(bytes)
  return isCurrent(bytes) and byte(bytes, 2) % 32 >= 16
end

-- The deadline in a header, in milliseconds.
local function deadlineOf(bytes)
  return struct.unpack('>I4', bytes, 17) * 65536 + struct.unpack('>I2', bytes, 21)
end

-- Tells whether an entry is past a deadline after which it stays.
local function isPast(bytes)
  local deadline = byte(bytes, 2) >= 128 and deadlineOf(bytes) or 0
  return deadline > 0 and deadline <= math.floor(clock() / 1000)
end

local function isEntry(bytes)
  return isCurrent(bytes) and byte(bytes, 2) % 64 < 16
end

local function isLive(bytes)
  return isEntry(bytes) and not isPast(bytes)
end

-- The mark of the write that made an entry, or of the load that a lease announces.
local function stampOf(bytes)
  return sub(bytes, 9, 16)
end
