-- KEYS: stock, sold. ARGV: quantity.
-- Looks at everything that could fail before it writes anything: a script that fails has not undone what it wrote.
local EXACT = 9007199254740992 -- beyond 2^53 a Lua number is rounded

local function integer(text)
  local number = string.match(text, '^%-?%d+$') and tonumber(text)
  return number and number < EXACT and number > -EXACT and number or nil
end

local quantity = integer(ARGV[1])
if not quantity or quantity < 1 then
  return {-3, 'not a quantity'}
end
local stock = redis.call('GET', KEYS[1])
if not stock then
  return {-1, 'no such product'}
end
local sold = integer(redis.call('GET', KEYS[2]) or '0')
stock = integer(stock)
if not stock or not sold then
  return {-4, 'not a number'}
end
if stock < quantity then
  return {-2, 'too few'}
end
redis.call('DECRBY', KEYS[1], quantity)
redis.call('INCRBY', KEYS[2], quantity)
return {stock - quantity, 'sold'}
