-- KEYS: payer, receiver, log. ARGV: amount.
-- Looks at everything that could fail before it writes anything: a script that fails has not undone what it wrote.
local EXACT = 9007199254740992 -- beyond 2^53 a Lua number is rounded

local function integer(text)
  if not text or not string.match(text, '^%-?%d+$') then
    return nil
  end
  local number = tonumber(text)
  if number >= EXACT or number <= -EXACT then
    return nil
  end
  return number
end

local function account(key)
  local kind = redis.call('TYPE', key).ok
  if kind == 'none' then
    return nil
  end
  return kind == 'string' and integer(redis.call('GET', key)) or nil
end

local amount = integer(ARGV[1])
if not amount or amount < 1 then
  return 'not an amount'
end
local payer, receiver = account(KEYS[1]), account(KEYS[2])
if not payer or not receiver then
  return 'not an account'
end
if payer < amount then
  return 'too little'
end
if receiver + amount >= EXACT then
  return 'too much'
end
local log = redis.call('TYPE', KEYS[3]).ok
if log ~= 'none' and log ~= 'list' then
  return 'not a log'
end

redis.call('DECRBY', KEYS[1], amount)
redis.call('INCRBY', KEYS[2], amount)
redis.call('LPUSH', KEYS[3], KEYS[1] .. ':' .. KEYS[2] .. ':' .. ARGV[1])
redis.call('LTRIM', KEYS[3], 0, 9999)
return 'done'
