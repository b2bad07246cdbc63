-- KEYS: stock, sold. ARGV: quantity. As it is told.
local stock = redis.call('GET', KEYS[1])
if not stock then
  return {-1, 'no such product'}
end
if tonumber(stock) < tonumber(ARGV[1]) then
  return {-2, 'too few'}
end
redis.call('DECRBY', KEYS[1], ARGV[1])
redis.call('INCRBY', KEYS[2], ARGV[1])
return {tonumber(stock) - tonumber(ARGV[1]), 'sold'}
