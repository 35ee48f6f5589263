"""Random calls against a fixed window by hand, 20 threads at the limit, async views, a broken cache, aincr, both limits at the border."""
import asyncio
import random
import threading
from collections import Counter

import django_app
from bank import answer, check
import coding

django_app.setup(CACHES={"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}, LOGGING_CONFIG=None)
import logging  # noqa: E402

logging.disable(logging.CRITICAL)
from django.contrib.auth.models import AnonymousUser, User  # noqa: E402
from django.core.cache import caches  # noqa: E402
from django.core.cache.backends.base import BaseCache  # noqa: E402
from django.core.cache.backends.redis import RedisCache  # noqa: E402
from django.core.handlers.base import BaseHandler  # noqa: E402
from django.http import HttpResponse  # noqa: E402
from django.test import RequestFactory  # noqa: E402

cache = caches["default"]
m = django_app.load(answer("dj-code-rate-limit-decorator", "python"), "limits")
clock = [0.0]
users = [User(pk=1), User(pk=2), AnonymousUser(), AnonymousUser()]


def request(who):
    made = RequestFactory().get("/", REMOTE_ADDR=f"10.0.0.{who}", headers={"X-Forwarded-For": str(random.random())})
    made.user = users[who]

    async def auser():
        return users[who]

    made.auser = auser
    return made


def view(request):
    return HttpResponse("ok")


async def aview(request):
    return HttpResponse("ok")


r = random.Random(1)
for number in range(120):
    limit, seconds = r.randrange(1, 5), r.choice([7, 60])
    shared = dict(scope=f"s{number}", now=lambda: clock[0])
    views = [m.rate_limit(limit, seconds, **shared)(view), m.rate_limit(limit, seconds, **shared)(aview)]
    seen = Counter()
    clock[0] = r.random() * 1000
    for _ in range(30):
        clock[0] += r.random() * seconds / 4
        who, kind = r.randrange(4), r.random() < 0.1
        response = asyncio.run(views[1](request(who))) if kind else views[0](request(who))
        window = clock[0] // seconds
        seen[window, who] += 1
        assert response.status_code == (200 if seen[window, who] <= limit else 429)
        if response.status_code == 429:
            wait = int(response["Retry-After"])
            assert clock[0] + wait >= (window + 1) * seconds > clock[0] + wait - 1 and response["Content-Type"] == "application/json"
check(True, "3,600 random calls of users and addresses, sync and async in one scope: never more than the limit in a window; Retry-After exact")
clock[0], done = 5, []
burst = m.rate_limit(10, 60, scope="burst", now=lambda: clock[0])(view)
threads = [threading.Thread(target=lambda: done.append(burst(request(0)).status_code)) for _ in range(20)]
[t.start() for t in threads], [t.join() for t in threads]
check(Counter(done) == {200: 10, 429: 10}, "of 20 threads at once 10 pass")
first, second = [m.rate_limit(1, 60, now=lambda: 5)(one) for one in (view, aview)]
check(first(request(0)).status_code == asyncio.run(second(request(0))).status_code == 200 and first.__name__ == "view", "each view has its own budget by default")
from django.views import View  # noqa: E402

names = {(made.__module__, made.__qualname__) for made in (type(name, (View,), {}).as_view() for name in ("One", "Two"))}
check({name for _, name in names} == {"View.as_view.<locals>.view"} and len(names) == 1, "class-based views of a module all have one name")
border = m.rate_limit(10, 60, scope="border", now=lambda: clock[0])(view)
passed = 0
for clock[0] in (59.9, 60.1):
    passed += sum(border(request(0)).status_code == 200 for _ in range(10))
check(passed == 20, "at the border of two windows twice the limit passes")
check(RedisCache.aincr is BaseCache.aincr, "the Redis backend's aincr is that of the base class")


async def both():
    await cache.aset("n", 0)
    get = cache.aget

    async def slow(*a, **k):
        value = await get(*a, **k)
        await asyncio.sleep(0.01)
        return value

    cache.aget = slow
    await asyncio.gather(cache.aincr("n"), cache.aincr("n"))
    cache.aget = get
    return await cache.aget("n")


check(asyncio.run(both()) == 1, "two aincr at once count one")
cache.set("short", 1, timeout=0.2)
asyncio.run(cache.aincr("short"))
import time  # noqa: E402

time.sleep(0.25)
check(cache.get("short") == 2, "and it resets the expiry")


class Broken:
    def add(self, *a, **k):
        raise OSError("down")


m.cache = Broken()
closed = m.rate_limit(5, 60, fail_open=False)
check([burst(request(0)).status_code, closed(view)(request(0)).status_code, asyncio.run(closed(aview)(request(0))).status_code] == [200, 503, 503],
      "with the cache down it lets through, or answers 503")
wrong = lambda request: coroutines.append(aview(request)) or coroutines[-1]  # noqa: E731
coroutines = []
check(coding.raises(ValueError, BaseHandler().check_response, wrong(request(0)), wrong) is not None, "a sync wrapper returns a coroutine, which Django refuses")
[one.close() for one in coroutines]
