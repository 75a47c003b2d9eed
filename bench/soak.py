#!/usr/bin/env python3
"""Mixed load of guests and members at a given rate, for as long as is asked: what goes wrong, how long answers take, what memory becomes.

usage: bench/soak.py HOME LOGIN PASSWORD [RATE] [SECONDS] [GC-LOG]

For a home that a server serves on this machine, with limits off (MADANG_LIMITS_ENABLED=false). Sends RATE (200) requests a second for
SECONDS (180), whether the ones before are answered or not: 4 of 5 as a guest, one of 5 as the member, and one of 50 writes a comment or
a like. Prints per kind of request how many failed and p50, p99 and the slowest; the process's RssAnon on the way; and, with the file to
which the server writes its collections (MADANG_JAVA_OPTIONS=-Xlog:gc:file=GC-LOG), the pauses. Exits with 1 if a request failed.
"""
import asyncio
import collections
import json
import os
import random
import re
import resource
import sys
import time
import urllib.parse
import urllib.request

home, login, password = sys.argv[1:4]
rate = float(sys.argv[4]) if len(sys.argv) > 4 else 200
seconds = float(sys.argv[5]) if len(sys.argv) > 5 else 180
log = sys.argv[6] if len(sys.argv) > 6 else None
with open(os.path.join(home, "serve.lock")) as lock:
    process, base = lock.read().split()[:2]
host, port = urllib.parse.urlsplit(base).hostname, urllib.parse.urlsplit(base).port or 80
random.seed(1)
most = resource.getrlimit(resource.RLIMIT_NOFILE)[1]
resource.setrlimit(resource.RLIMIT_NOFILE, (most, most))     # a slow server has thousands of requests under way


def ask(path, body=None):
    data = None if body is None else json.dumps(body).encode()
    request = urllib.request.Request(base + path, data=data, headers={"Content-Type": "application/json"})
    with urllib.request.urlopen(request, timeout=30) as answer:
        return json.load(answer)


token = ask("/api/v1/auth/login", {"login": login, "password": password})["accessToken"]
posts, after = [], ""
for _ in range(5):
    page = ask("/api/v1/posts?limit=100" + ("&cursor=" + urllib.parse.quote(after) if after else ""))
    posts += page["items"]
    after = page["nextCursor"]
    if not after:
        break
boards = [board["slug"] for board in ask("/api/v1/categories")["items"]]
items = [item["id"] for item in ask("/api/v1/items?limit=100")["items"]] or [1]
titles = [word for post in posts for word in post["title"].split() if len(word) > 1] or ["madang"]


def post():
    """Few are read often, and many now and then."""
    return posts[int(len(posts) * random.random() ** 3)]["id"]


READS = [
    (20, "home", lambda: "/"), (20, "list", lambda: f"/api/v1/posts?category={random.choice(boards)}"),
    (20, "post", lambda: f"/api/v1/posts/{post()}"), (15, "post page", lambda: f"/p/{post()}"),
    (10, "thread", lambda: f"/api/v1/posts/{post()}/comments"), (5, "board", lambda: f"/c/{random.choice(boards)}"),
    (5, "search", lambda: "/api/v1/search?q=" + urllib.parse.quote(" ".join(random.sample(titles, min(2, len(titles)))))),
    (3, "item", lambda: f"/items/{random.choice(items)}"), (2, "market", lambda: "/products"),
]
WRITES = [
    (2, "comment", lambda: ("POST", f"/api/v1/posts/{post()}/comments", {"body": f"이야기 {time.time_ns()}"})),
    (1, "like", lambda: ("PUT", f"/api/v1/posts/{post()}/like", None)),
    (1, "unlike", lambda: ("DELETE", f"/api/v1/posts/{post()}/like", None)),
]


def chosen(kinds):
    return random.choices(kinds, [weight for weight, _, _ in kinds])[0]


def next_request(number):
    if number % 50 == 0:
        _, name, make = chosen(WRITES)
        method, path, body = make()
        return name, method, path, body, True
    member = number % 5 == 0
    _, name, make = chosen(READS)
    return name + (", member" if member else ""), "GET", make(), None, member


times, failed, statuses, idle = collections.defaultdict(list), collections.Counter(), collections.Counter(), []


async def send(name, method, path, body, member, due):
    """The time counts from when the request was due: one that had to wait for this script waited for the server."""
    try:
        while idle and idle[-1][0].at_eof():     # given up by the server, which keeps no connection for ever
            idle.pop()[1].close()
        reader, writer = idle.pop() if idle else await asyncio.open_connection(host, port)
        data = b"" if body is None else json.dumps(body).encode()
        head = f"{method} {path} HTTP/1.1\r\nHost: {host}:{port}\r\nAccept-Encoding: gzip\r\n"
        if member:
            head += f"Authorization: Bearer {token}\r\n"
        if method != "GET":
            head += f"Content-Type: application/json\r\nContent-Length: {len(data)}\r\n"
        writer.write(head.encode() + b"\r\n" + data)
        answer = await asyncio.wait_for(reader.readuntil(b"\r\n\r\n"), 60)
        status = int(answer[9:12])
        length = re.search(rb"(?i)\r\ncontent-length: *(\d+)", answer)
        if length:
            await reader.readexactly(int(length[1]))
        elif status not in (204, 304):
            while (size := int((await reader.readline()).split(b";")[0], 16)) >= 0:
                await reader.readexactly(size + 2)
                if size == 0:
                    break
        if b"connection: close" in answer.lower():
            writer.close()
        else:
            idle.append((reader, writer))
    except (OSError, asyncio.IncompleteReadError, asyncio.TimeoutError) as broken:
        status = type(broken).__name__
    times[name].append(time.perf_counter() - due)
    if not isinstance(status, int) or status >= 400:
        failed[name] += 1
        statuses[status] += 1


def memory():
    with open(f"/proc/{process}/status") as status:
        return int(re.search(r"RssAnon:\s+(\d+)", status.read())[1]) // 1024


async def run():
    begun, running, look = time.perf_counter(), set(), 0
    for number in range(int(rate * seconds)):
        due = begun + number / rate
        if (wait := due - time.perf_counter()) > 0:
            await asyncio.sleep(wait)
        task = asyncio.create_task(send(*next_request(number), due))
        running.add(task)
        task.add_done_callback(running.discard)
        if due - begun >= look:
            print(f"{look:5.0f} s  RssAnon {memory()} MB, {len(running)} under way", flush=True)
            look += max(10, seconds / 12)
    await asyncio.gather(*running)
    return time.perf_counter() - begun


def row(name, all_times, wrong):
    ordered = sorted(all_times)
    p50, p99 = ordered[len(ordered) // 2], ordered[min(len(ordered) - 1, int(len(ordered) * .99))]
    print(f"{name:20} {len(ordered):8} {wrong:7} {p50 * 1000:8.1f} {p99 * 1000:8.1f} {ordered[-1] * 1000:8.1f}")


logged = os.path.getsize(log) if log else 0
took = asyncio.run(run())
print(f"\n{'request':20} {'sent':>8} {'failed':>7} {'p50 ms':>8} {'p99 ms':>8} {'slowest':>8}")
for name in sorted(times):
    row(name, times[name], failed[name])
row("all", [each for some in times.values() for each in some], sum(failed.values()))
print(f"{sum(map(len, times.values())) / took:.0f} requests a second; RssAnon {memory()} MB; failures {dict(statuses)}")
if log:
    with open(log) as lines:
        lines.seek(logged)
        pauses = re.findall(r"Pause (Young|Full)[^\n]* ([0-9.]+)ms", lines.read())
    for kind in ("Young", "Full"):
        of = sorted(float(length) for which, length in pauses if which == kind)
        print(f"{kind} collections: {len(of)}" + (f", p50 {of[len(of) // 2]:.1f} ms, longest {of[-1]:.1f} ms" if of else ""))
sys.exit(1 if sum(failed.values()) else 0)
