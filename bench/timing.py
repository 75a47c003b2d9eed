#!/usr/bin/env python3
"""Whether time tells that somebody has an address: interleaved requests for known and unknown ones, medians of 200 each.

usage: bench/timing.py [http://localhost:8080] [TIMES]

Meant for the demonstration, started with MADANG_LIMITS_ENABLED=false MADANG_SIGNUP_CONFIRMFIRST=true bin/madang demo.
Prints the medians in ms, and their difference as a part of one password hash.
"""
import itertools
import json
import random
import statistics
import sys
import time
import urllib.error
import urllib.request

base = (sys.argv[1] if len(sys.argv) > 1 else "http://localhost:8080") + "/api/v1"
times = int(sys.argv[2]) if len(sys.argv) > 2 else 200
fresh = itertools.count(int(time.time()) % 1_000_000 * 100_000)


def send(path, body=None, token=""):
    headers = {"Content-Type": "application/json", **({"Authorization": "Bearer " + token} if token else {})}
    data = None if body is None else json.dumps(body).encode()
    request = urllib.request.Request(base + path, data, headers)
    start = time.perf_counter()
    try:
        with urllib.request.urlopen(request) as answer:
            status, text = answer.status, answer.read()
    except urllib.error.HTTPError as refused:
        status, text = refused.code, refused.read()
    return status, text, (time.perf_counter() - start) * 1000


def unknown():
    return f"nobody{next(fresh)}"


def sign_up(email):
    return lambda: {"handle": unknown(), "name": "x", "email": email(), "password": "correct horse"}


tokens = json.loads(send("/auth/login", {"login": "gana", "password": "courtyard-of-examples"})[1])
members = [user["handle"] for user in json.loads(send("/users?limit=100", token=tokens["accessToken"])[1])["items"]]
known = itertools.cycle(members)
cells = {
    "log in, handle": ("/auth/login", lambda: {"login": next(known), "password": "not this one"},
                       lambda: {"login": unknown(), "password": "not this one"}),
    "log in, address": ("/auth/login", lambda: {"login": next(known) + "@madang.example", "password": "not this one"},
                        lambda: {"login": unknown() + "@madang.example", "password": "not this one"}),
    "forgotten password": ("/auth/password/reset-request", lambda: {"email": next(known) + "@madang.example"},
                           lambda: {"email": unknown() + "@madang.example"}),
    "sign-up, confirm first": ("/auth/signup", sign_up(lambda: next(known) + "@madang.example"),
                               sign_up(lambda: unknown() + "@madang.example")),
}
for _ in range(50):
    send("/auth/login", {"login": unknown(), "password": "not this one"})
idle = statistics.median(send("/auth/providers")[2] for _ in range(50))
hash_ms = statistics.median(send("/auth/login", {"login": unknown(), "password": "not this one"})[2] for _ in range(50)) - idle
print(f"one hash, about {hash_ms:.1f} ms")
for name, (path, has, has_not) in cells.items():
    taken = {True: [], False: []}
    statuses = {True: set(), False: set()}
    for kind in random.sample([True, False] * times, 2 * times):
        status, _, ms = send(path, (has if kind else has_not)())
        taken[kind].append(ms)
        statuses[kind].add(status)
    a, b = statistics.median(taken[True]), statistics.median(taken[False])
    print(f"{name:24s} known {a:7.2f} ms {statuses[True]}  unknown {b:7.2f} ms {statuses[False]}  "
          f"difference {abs(a - b):5.2f} ms, {100 * abs(a - b) / hash_ms:4.1f}% of one hash")
