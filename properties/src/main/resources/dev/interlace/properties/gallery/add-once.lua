-- KEYS: total, request. ARGV: amount. Done once for each request; asked again, it gives the same answer.
local before = redis.call('GET', KEYS[2])
if before then
  return tonumber(before)
end
local total = redis.call('INCRBY', KEYS[1], ARGV[1])
redis.call('SET', KEYS[2], total)
return total
