-- KEYS: stock, users, orders. ARGV: user, quantity.
-- Looks at everything that could fail before it writes anything: a script that fails has not undone what it wrote.
local time = redis.call('TIME')[1]
local quantity = tonumber(ARGV[2])
if not quantity or quantity < 1 or quantity ~= math.floor(quantity) then
  return -2
end
local orders = redis.call('TYPE', KEYS[3]).ok
if orders ~= 'none' and orders ~= 'list' then
  return -3
end
if redis.call('SISMEMBER', KEYS[2], ARGV[1]) == 1 then
  return -1
end
if tonumber(redis.call('GET', KEYS[1]) or '0') < quantity then
  return 0
end
redis.call('DECRBY', KEYS[1], quantity)
redis.call('SADD', KEYS[2], ARGV[1])
redis.call('LPUSH', KEYS[3], ARGV[1] .. ':' .. quantity .. ':' .. time)
return 1
