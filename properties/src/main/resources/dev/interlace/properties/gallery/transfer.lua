-- KEYS: payer, receiver. ARGV: amount. As it is told, with a log that is not among the keys.
local payer = redis.call('GET', KEYS[1])
if not payer then
  return {-1, 'no such payer'}
end
if tonumber(payer) < tonumber(ARGV[1]) then
  return {-2, 'too little'}
end
local receiver = redis.call('GET', KEYS[2])
if not receiver then
  return {-3, 'no such receiver'}
end
redis.call('DECRBY', KEYS[1], ARGV[1])
redis.call('INCRBY', KEYS[2], ARGV[1])
redis.call('LPUSH', 'transfer_logs', KEYS[1] .. ':' .. KEYS[2] .. ':' .. ARGV[1])
redis.call('LTRIM', 'transfer_logs', 0, 9999)
return {1, redis.call('GET', KEYS[1]), redis.call('GET', KEYS[2])}
