-- ACQUIRE: takes permits from every limit of a subject, or from none of them.
--
-- KEYS    1..n  what is counted, one key for each limit
-- ARGV    1     the permits wanted, at least 1
--         then for each limit
--         +1    how it is counted: w sliding window, f fixed window, l sliding log, b bucket
--         +2    its permits
--         +3    its window in microseconds
--         +4    permits that were given without asking: they are counted first, whatever the limit
-- returns for each limit four numbers: 1 if it would give the permits, else 0; how many it has left;
--         the microseconds until they could be had, 0 if now; the microseconds until it is as if unused
--
-- The clock is the server's. Counts are kept as text: of w and f the window's number, its permits, those of
-- the window before (0 for f); of b the microsecond it was last changed and what has run in, in permits x
-- microseconds of a window, so that all arithmetic is in whole numbers; of l a list of the microseconds at
-- which permits were taken. A key lives as long as it counts. What others put there is overwritten. A count
-- from the future is of a clock that was set back: up to a window it stands, beyond that it is dropped.
-- Denied calls write nothing, save what was given without asking.
-- One slot in a cluster: all keys carry the subject as their hash tag. One trip, O(n), for l also in permits.
local time = redis.call('TIME')
local now = time[1] * 1000000 + time[2]
local wanted = tonumber(ARGV[1])

local function numbers(key, pattern)
  local text = redis.pcall('GET', key)
  if type(text) ~= 'string' then
    return nil
  end
  local a, b, c = string.match(text, pattern)
  return tonumber(a), tonumber(b), tonumber(c)
end

local function save(key, format, micros, ...)
  redis.call('SET', key, string.format(format, ...), 'PX', math.max(1, math.ceil(micros / 1000)))
end

-- The windows are aligned. Of the one before, the part counts that a window ending now still covers.
local function counter(key, limit, length, owed, slides)
  local index = math.floor(now / length)
  local at, count, before = numbers(key, '^(%d+) (%d+) (%d+)$')
  if not at or at < index - 1 or at > index + 1 then
    count, before = 0, 0
  elseif at < index then
    count, before = 0, slides and count or 0
  else
    index = at
  end
  local gone = math.max(0, now - index * length)
  local left = math.min(length, (index + 1) * length - now)
  count = count + owed
  local used = count + before * (length - gone) / length
  local wait = 0
  if used + wanted > limit then
    local room = limit - wanted
    if count <= room then
      wait = length - gone - (room - count) * length / before
    elseif slides then
      wait = left + math.max(0, length - room * length / count)
    else
      wait = left
    end
    wait = math.max(1, math.ceil(wait))
  end
  return wait, function(taken)
    count = count + taken
    if count + before > 0 and taken + owed > 0 then
      save(key, '%.0f %.0f %.0f', slides and left + length or left, index, count, before)
    end
    local reset = count > 0 and slides and left + length or (count + before > 0 and left or 0)
    return math.floor(limit - used - taken), reset
  end
end

-- What has run in drains by the limit's permits in each microsecond, in units of permits x microseconds.
local function bucket(key, limit, length, owed)
  local at, level = numbers(key, '^(%d+) (%d+)$')
  if not at or at > now + length then
    at, level = now, 0
  end
  level = math.max(0, level - math.max(0, now - at) * limit) + owed * length
  at = math.max(at, now)
  local over = level + wanted * length - limit * length
  local wait = over > 0 and math.ceil(over / limit) + at - now or 0
  return wait, function(taken)
    level = level + taken * length
    local reset = math.ceil(level / limit) + at - now
    if taken + owed > 0 then
      save(key, '%.0f %.0f', reset, at, level)
    end
    return math.floor((limit * length - level) / length), reset
  end
end

local function log(key, limit, length, owed)
  local count = redis.pcall('LLEN', key)
  local last = type(count) == 'number' and tonumber(redis.call('LINDEX', key, -1) or 0)
  if not last or last > now + length then
    redis.call('UNLINK', key)
    count, last = 0, 0
  end
  local stamp = math.max(now, last)
  while count > 0 and (tonumber(redis.call('LINDEX', key, 0)) or 0) <= now - length do
    redis.call('LPOP', key)
    count = count - 1
  end
  owed = math.min(owed, limit)
  local wait, over = 0, count + owed + wanted - limit
  if over > 0 then
    local goes = over <= count and redis.call('LINDEX', key, over - 1)
    wait = math.max(1, (tonumber(goes or stamp)) + length - now)
  end
  return wait, function(taken)
    for _ = 1, taken + owed do
      redis.call('RPUSH', key, string.format('%.0f', stamp))
    end
    count = count + taken + owed
    if taken + owed > 0 then
      last = stamp
      redis.call('PEXPIRE', key, math.ceil((stamp + length - now) / 1000))
    end
    return limit - count, count > 0 and last + length - now or 0
  end
end

local waits, takes, taken = {}, {}, wanted
for i = 1, #KEYS do
  local base = 4 * i - 2
  local kind = ARGV[base]
  local limit, length, owed = tonumber(ARGV[base + 1]), tonumber(ARGV[base + 2]), tonumber(ARGV[base + 3])
  if kind == 'l' then
    waits[i], takes[i] = log(KEYS[i], limit, length, owed)
  elseif kind == 'b' then
    waits[i], takes[i] = bucket(KEYS[i], limit, length, owed)
  else
    waits[i], takes[i] = counter(KEYS[i], limit, length, owed, kind == 'w')
  end
  if waits[i] > 0 then
    taken = 0
  end
end

local results = {}
for i = 1, #KEYS do
  local remaining, reset = takes[i](taken)
  results[#results + 1] = waits[i] == 0 and 1 or 0
  results[#results + 1] = math.max(0, remaining)
  results[#results + 1] = waits[i]
  results[#results + 1] = math.max(0, reset)
end
return results
