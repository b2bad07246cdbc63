-- KEYS: counter. ARGV: increment, limit. As it is told.
local current = tonumber(redis.call('GET', KEYS[1]) or '0')
if current + tonumber(ARGV[1]) <= tonumber(ARGV[2]) then
  return redis.call('INCRBY', KEYS[1], ARGV[1])
end
return -1
