-- OPEN: returns an epoch, and creates it where it is missing.
--
-- KEYS, ARGV 1, 2  as ENTRIES says: one epoch, no entry
-- returns {epoch}
--
-- For a cluster whose epochs stand in other slots than the entries: there no write can create them.
-- One slot in a cluster. One trip.
currentEpoch()
return {string.format('%.0f', sum)}
