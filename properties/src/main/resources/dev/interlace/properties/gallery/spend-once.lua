-- KEYS: card, stock, sold, receipt. ARGV: price. Done once for each receipt; asked again, it says that it was done.
if redis.call('EXISTS', KEYS[4]) == 1 then
  return 1
end
if tonumber(redis.call('GET', KEYS[1]) or '0') < tonumber(ARGV[1]) then
  return 0
end
if tonumber(redis.call('GET', KEYS[2]) or '0') < 1 then
  return 0
end
redis.call('SET', KEYS[4], ARGV[1])
redis.call('DECRBY', KEYS[1], ARGV[1])
redis.call('DECR', KEYS[2])
redis.call('INCR', KEYS[3])
return 1
