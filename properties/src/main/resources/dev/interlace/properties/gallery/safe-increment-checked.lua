-- KEYS: counter. ARGV: increment, limit. Refuses what it could not count exactly.
local EXACT = 9007199254740992 -- beyond 2^53 a Lua number is rounded

local current = tonumber(redis.call('GET', KEYS[1]) or '0')
local increment, limit = tonumber(ARGV[1]), tonumber(ARGV[2])
if not current or not increment or not limit then
  return -1
end
if increment < 1 or increment ~= math.floor(increment) or limit >= EXACT then
  return -1
end
if current + increment <= limit then
  return redis.call('INCRBY', KEYS[1], increment)
end
return -1
