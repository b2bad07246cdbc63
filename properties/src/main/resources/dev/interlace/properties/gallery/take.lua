-- KEYS: stock, sold, orders. ARGV: user. Takes one item.
if tonumber(redis.call('GET', KEYS[1]) or '0') < 1 then
  return 0
end
redis.call('DECR', KEYS[1])
redis.call('INCR', KEYS[2])
redis.call('LPUSH', KEYS[3], ARGV[1])
return 1
