-- TELL: tells the nodes of a change. It stands in front of each script that makes one.
--
-- A script is given three channels: a plain one, and two sharded ones or '' outside a cluster. A cluster
-- lets a script publish on a sharded channel whose slot is on the server that runs it, and refuses any
-- other, which costs a microsecond. Plain messages go to all servers of a cluster, over links that may
-- lose them unnoticed, so they are the last resort: where a server has neither of the two channels, or
-- knows none (before Redis 7).
local function tell(plain, first, second, message)
  for _, channel in ipairs({first, second}) do
    if channel ~= '' and type(redis.pcall('SPUBLISH', channel, message)) == 'number' then
      return
    end
  end
  redis.call('PUBLISH', plain, message)
end

