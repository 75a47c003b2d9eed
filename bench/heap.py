#!/usr/bin/env python3
"""Whether the worst that members and guests can send or ask for ends the process or keeps others waiting.

usage: bench/heap.py http://localhost:8080 LOGIN PASSWORD [AT-ONCE]

For a home of its own, with limits off (MADANG_LIMITS_ENABLED=false) and the default heap. It stores the longest posts, threads and
histories that are accepted, then asks for each, AT-ONCE (20) at a time, from readers that read slowly as well; sends the largest
bodies, forms and texts, whole, in part and not at all; and meanwhile asks for the home page. Prints the slowest answer to others in
each round, and how the attackers were answered; exits with 1 if the server does not answer any more.
"""
import collections
import json
import socket
import sys
import threading
import time
import urllib.error
import urllib.parse
import urllib.request

base, login, password = sys.argv[1:4]
at_once = int(sys.argv[4]) if len(sys.argv) > 4 else 20
host, port = urllib.parse.urlsplit(base).hostname, urllib.parse.urlsplit(base).port or 80


def call(method, path, body=None, token="", kind="application/json", timeout=120):
    headers = {"Content-Type": kind}
    if token:
        headers["Authorization"] = "Bearer " + token
    if body is not None and not isinstance(body, bytes):
        body = json.dumps(body).encode()
    request = urllib.request.Request(base + path, method=method, headers=headers, data=body)
    try:
        with urllib.request.urlopen(request, timeout=timeout) as answer:
            return answer.status, answer.read()
    except urllib.error.HTTPError as refused:
        with refused:
            return refused.code, refused.read()
    except OSError as broken:
        return type(broken).__name__, b""


class Others(threading.Thread):
    """Somebody else, who reads the home page over and over."""

    def __init__(self):
        super().__init__(daemon=True)
        self.times, self.failed, self.ended = [], 0, threading.Event()

    def run(self):
        while not self.ended.wait(.02):
            begun = time.monotonic()
            status, _ = call("GET", "/api/v1/posts?limit=5", timeout=30)
            self.times.append(time.monotonic() - begun)
            self.failed += status != 200


def round_of(name, attack):
    """Runs an attack at once in so many threads, beside somebody else."""
    answers, others = collections.Counter(), Others()

    def one(number):
        answers[attack(number)] += 1

    threads = [threading.Thread(target=one, args=(number,), daemon=True) for number in range(at_once)]
    others.start()
    begun = time.monotonic()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    took = time.monotonic() - begun
    others.ended.set()
    others.join()
    slowest = max(others.times, default=0)
    print(f"{name:44} {took:6.1f} s  others: slowest {slowest:5.2f} s, {others.failed} failed of {len(others.times)}"
          f"  {dict(answers)}", flush=True)
    status, _ = call("GET", "/health/liveness")
    if status != 200:
        print(f"the server does not answer after: {name}")
        sys.exit(1)


def read_slowly(path, token="", seconds=12):
    """Asks, and reads some bytes a second."""
    try:
        with socket.socket() as connection:
            connection.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
            connection.settimeout(30)
            connection.connect((host, port))
            bearer = f"Authorization: Bearer {token}\r\n" if token else ""
            connection.sendall(f"GET {path} HTTP/1.1\r\nHost: {host}\r\n{bearer}\r\n".encode())
            first = connection.recv(12)
            for _ in range(seconds):
                time.sleep(1)
                connection.recv(64)
            return first[9:12].decode()
    except OSError as broken:
        return type(broken).__name__


def send_part(path, length, kind, token="", seconds=12):
    """Says that a long body comes, and sends a byte a second."""
    try:
        with socket.socket() as connection:
            connection.settimeout(40)
            connection.connect((host, port))
            bearer = f"Authorization: Bearer {token}\r\n" if token else ""
            connection.sendall(f"POST {path} HTTP/1.1\r\nHost: {host}\r\n{bearer}Content-Type: {kind}\r\n"
                               f"Content-Length: {length}\r\n\r\n".encode())
            for _ in range(seconds):
                connection.sendall(b"x")
                time.sleep(1)
            return connection.recv(12)[9:12].decode() or "closed"
    except OSError as broken:
        return type(broken).__name__


token = json.loads(call("POST", "/api/v1/auth/login", {"login": login, "password": password})[1])["accessToken"]
slug = json.loads(call("GET", "/api/v1/categories")[1])
slug = (slug["items"] if isinstance(slug, dict) else slug)[0]["slug"]


def post(body, title="long"):
    status, answer = call("POST", "/api/v1/posts", {"category": slug, "title": title, "body": body}, token)
    return json.loads(answer)["id"] if status == 201 else None


MEGABYTE = 1_040_000
texts = {
    "prose": ("마당은 사람들이 모이는 곳이다. **이야기**를 나눈다.\n\n" * 20_000).encode()[:MEGABYTE].decode(errors="ignore"),
    "ascii with one hangul": "가" + "a b c d " * 130_000,
    "many nodes": "a *b* c `d` e\n" * 24_000,
    "list": "- a\n" * 60_000,
    "quotation marks": "\"" * 300_000 + "a " * 300_000,
}
posts = {name: post(text) for name, text in texts.items()}
print("stored:", posts, flush=True)
refused = {
    "table": ("|a" * 1000 + "|\n" + "|-" * 1000 + "|\n" + "|b|\n" * 990),
    "a million cells": ("|a" * 1000 + "|\n" + "|-" * 1000 + "|\n" + "|b|\n" * 1100),
    "references": "[a]: /" + "x" * 10_000 + "\n\n" + "[a] " * 20_000,
    "links": "[](b)" * 180_000,
    "stars": "* " * 500_000,
}
for name, text in refused.items():
    print("refused:", name, call("POST", "/api/v1/posts", {"category": slug, "title": "x", "body": text}, token)[0], flush=True)

busy = post("a thread of long comments")
for number in range(110):
    call("POST", f"/api/v1/posts/{busy}/comments", {"body": ("\"<&>\" " * 3_300)[:19_000] + str(number)}, token)
edited = posts["ascii with one hangul"]
for number in range(40):
    call("PATCH", f"/api/v1/posts/{edited}", {"body": texts["ascii with one hangul"] + str(number)}, token,
         "application/merge-patch+json")
print("stored: a thread and a history", flush=True)

for name, number in posts.items():
    if number:
        round_of(f"post as JSON, {name}", lambda _, n=number: call("GET", f"/api/v1/posts/{n}")[0])
        round_of(f"post as a page, {name}", lambda _, n=number: call("GET", f"/p/{n}")[0])
round_of("posts read slowly", lambda i: read_slowly(f"/api/v1/posts/{edited}"))
round_of("thread of 100", lambda _: call("GET", f"/api/v1/posts/{busy}/comments?limit=100")[0])
round_of("thread as a page", lambda _: call("GET", f"/p/{busy}")[0])
round_of("thread read slowly", lambda _: read_slowly(f"/api/v1/posts/{busy}/comments?limit=100"))
round_of("comments of a member", lambda _: call("GET", f"/api/v1/users/{login}/comments?limit=100")[0])
round_of("history as CSV", lambda _: call("GET", f"/api/v1/posts/{edited}/versions.csv")[0])
round_of("history as CSV, read slowly", lambda _: read_slowly(f"/api/v1/posts/{edited}/versions.csv"))
round_of("a version", lambda i: call("GET", f"/api/v1/posts/{edited}/versions/{i + 1}")[0])
round_of("feed", lambda _: call("GET", "/feed.atom")[0])
round_of("sitemap", lambda _: call("GET", "/sitemap.xml")[0])
round_of("export", lambda _: call("GET", "/api/v1/users/me/export", token=token)[0])
round_of("search", lambda _: call("GET", "/api/v1/search?q=" + urllib.parse.quote("마당 이야기") + "&limit=100")[0])
round_of("log in", lambda _: call("POST", "/api/v1/auth/login", {"login": login, "password": "no" + password})[0])
round_of("API's documentation", lambda _: call("GET", "/v3/api-docs")[0])
round_of("publish a megabyte", lambda i: call("POST", "/api/v1/posts", {"category": slug, "title": "x", "body": str(i) + texts["many nodes"]}, token)[0])
escaped = ('{"category": "%s", "title": "x", "body": "%s"}' % (slug, "\\u0061" * 1_040_000)).encode()
round_of("publish, each character escaped", lambda _: call("POST", "/api/v1/posts", escaped, token)[0])
round_of("suggest tags for a megabyte", lambda _: call("POST", "/api/v1/tags/suggestions", {"title": "x", "body": texts["prose"][:60_000]}, token)[0])
round_of("deep JSON", lambda _: call("POST", "/api/v1/posts", b'{"a":' * 1_000_000, token)[0])
round_of("a long array", lambda _: call("POST", "/api/v1/posts", b'{"tags":[' + b'"a",' * 1_700_000 + b'"a"]}', token)[0])
round_of("a long patch", lambda _: call("PATCH", f"/api/v1/posts/{edited}", b'{"x":[' + b'[],' * 2_000_000 + b'[]]}', token, "application/merge-patch+json")[0])
fields = b"".join(b'--x\r\nContent-Disposition: form-data; name="f%d"\r\n\r\n%s\r\n' % (i, b"y" * 250_000) for i in range(100)) + b"--x--\r\n"
round_of("a form of 100 fields of 250 KB, guest", lambda _: call("POST", "/write", fields, "", "multipart/form-data; boundary=x")[0])
round_of("a form that does not come, guest", lambda _: send_part("/login", 60_000, "application/x-www-form-urlencoded"))
round_of("a post that does not come, guest", lambda _: send_part("/write", 28_000_000, "multipart/form-data; boundary=x"))
round_of("a post that does not come, member", lambda _: send_part("/api/v1/posts", 7_000_000, "application/json", token))

connections = []
try:
    for _ in range(800):
        connection = socket.create_connection((host, port), timeout=5)
        connection.sendall(b"GET / HTTP/1.1\r\nX: ")
        connections.append(connection)
except OSError as full:
    print("connections refused after", len(connections), full)
at_once = 1
round_of(f"{len(connections)} connections without end of headers", lambda _: call("GET", "/api/v1/posts")[0])
for connection in connections:
    connection.close()
print("alive")
