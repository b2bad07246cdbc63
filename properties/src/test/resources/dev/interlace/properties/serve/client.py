"""What an ordinary program does with redis-py; prints one line if every answer is right."""
import sys
import threading

import redis

client = redis.Redis(port=int(sys.argv[1]), decode_responses=True)
assert client.ping()
assert client.set("k", "v", px=100000)
assert client.get("k") == "v"
assert 0 < client.pttl("k") <= 100000
assert client.hset("h", mapping={"a": 1, "b": 2}) == 2
assert client.hgetall("h") == {"a": "1", "b": "2"}
assert client.zadd("z", {"one": 1, "two": 2.5}) == 2
assert client.zrange("z", 0, -1, withscores=True) == [("one", 1.0), ("two", 2.5)]
assert sorted(client.scan_iter("*")) == ["h", "k", "z"]
assert client.xadd("s", {"f": "v"}, id="1-1") == "1-1"
assert client.xrange("s") == [("1-1", {"f": "v"})]


def increment(pipe):
    value = int(pipe.get("n") or 0)
    pipe.multi()
    pipe.set("n", value + 1)


threads = [threading.Thread(target=lambda: [client.transaction(increment, "n") for _ in range(50)]) for _ in range(4)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
assert client.get("n") == "200"

assert client.eval("return redis.call('incrby', KEYS[1], ARGV[1])", 1, "n", 5) == 205
with client.lock("lock", timeout=5):
    assert client.exists("lock")
assert not client.exists("lock")
try:
    client.lpush("k", "x")
    raise AssertionError("a string is no list")
except redis.ResponseError as error:
    assert str(error) == "WRONGTYPE Operation against a key holding the wrong kind of value", error
with client.pipeline(transaction=False) as pipe:
    for i in range(1000):
        pipe.incr("many")
    assert pipe.execute()[-1] == 1000
listener = client.pubsub()
listener.subscribe("news")
assert listener.get_message(timeout=5)["type"] == "subscribe"
assert client.publish("news", "hello") == 1
assert listener.get_message(timeout=5)["data"] == "hello"
print("all is well")
