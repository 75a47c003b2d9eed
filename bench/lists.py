#!/usr/bin/env python3
"""Times every kind of list against a running Madang, and walks a thousand pages by cursor.

usage: bench/lists.py [http://localhost:8080] [ACCESS_TOKEN]

Meant for a home into which the large archives were imported. Prints median and worst of five requests, in ms.
"""
import json
import sys
import time
import urllib.error
import urllib.parse
import urllib.request

base = (sys.argv[1] if len(sys.argv) > 1 else "http://localhost:8080") + "/api/v1"
token = sys.argv[2] if len(sys.argv) > 2 else ""


def get(path):
    request = urllib.request.Request(base + path, headers={"Authorization": "Bearer " + token} if token else {})
    start = time.time()
    try:
        with urllib.request.urlopen(request) as answer:
            body = json.load(answer)
    except urllib.error.HTTPError as refused:
        body = json.load(refused)
    return body, (time.time() - start) * 1000


def measure(path, times=5):
    taken = []
    for _ in range(times):
        body, ms = get(path)
        taken.append(ms)
    taken.sort()
    print(f"{taken[len(taken) // 2]:8.1f} {taken[-1]:8.1f}  {urllib.parse.unquote(path)}  {body.get('code', '')}")


def walk(path, pages=1000):
    cursor, worst, last, seen = "", 0, 0, set()
    for page in range(pages):
        body, last = get(path + cursor)
        worst = max(worst, last)
        ids = [item["id"] for item in body["items"]]
        assert not seen.intersection(ids), "a row came twice"
        seen.update(ids)
        if not body["nextCursor"]:
            break
        cursor = "&cursor=" + body["nextCursor"]
    print(f"{last:8.1f} {worst:8.1f}  {path}  page {page + 1} by cursor, {len(seen)} rows")


categories = sorted(get("/categories")[0]["items"], key=lambda category: category["postCount"])
small, big = categories[0]["slug"], categories[-1]["slug"]
author = get("/posts")[0]["items"][0]["author"]["handle"]
frequent, rare = urllib.parse.quote("영화"), urllib.parse.quote("뷁뷁뷁")

print("  median    worst  ms")
for sort in ("latest", "popular", "discussed"):
    measure(f"/posts?sort={sort}")
    measure(f"/posts?sort={sort}&category={small}")
    measure(f"/posts?sort={sort}&category={big}")
    measure(f"/posts?sort={sort}&page=500")
    measure(f"/posts?sort={sort}&category={big}&page=500")
    measure(f"/posts?sort={sort}&author=" + urllib.parse.quote(author))
    for tag in get("/tags?limit=1")[0]["items"]:
        measure(f"/posts?sort={sort}&tag=" + urllib.parse.quote(tag["name"]))
    for item in get("/items?sort=popular&limit=1")[0]["items"]:
        measure(f"/posts?sort={sort}&item={item['id']}")
measure("/posts?author=" + urllib.parse.quote(author) + "&page=1")
for sort in ("latest", "popular", "rating"):
    measure(f"/items?sort={sort}")
    measure(f"/items?sort={sort}&page=100")
for sort in ("latest", "popular"):
    measure(f"/products?sort={sort}")
measure(f"/posts?q={frequent}")
measure(f"/posts?q={frequent}&page=1")
measure(f"/posts?q={rare}", 1)
discussed = get("/posts?sort=discussed&limit=1")[0]["items"][0]["id"]
measure(f"/posts/{discussed}")
measure(f"/posts/{discussed}/comments?limit=100")
walk("/posts?sort=latest")
walk("/posts?sort=popular")
walk(f"/posts/{discussed}/comments?limit=100")
