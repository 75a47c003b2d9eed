#!/usr/bin/env python3
"""How long requests take that need no engine, while an engine takes connections and never answers: 99th percentiles, beside those
of the same requests without any engine.

usage: bench/away.py HOME [--port 8189] [--warm-up 15] [--seconds 8] [--only ENGINE]

For a home with real content that nobody serves meanwhile. One connection asks fifty times a second. Starts bin/madang once for each engine, one after
the other, with limits off, and ends it again. An engine that hangs is the worst that it can do: what refuses is known at once.
"""
import argparse
import http.client
import json
import os
import pathlib
import random
import secrets
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time
import urllib.parse
import urllib.request

from ratio import Community, paths
from server import Server

SETTINGS = {
    "none": {},
    "redis": {"MADANG_REDIS_URL": "redis://127.0.0.1:{}"},
    "kafka": {"MADANG_KAFKA_BOOTSTRAP_SERVERS": "127.0.0.1:{}"},
    "s3": {"MADANG_S3_BUCKET": "pictures", "MADANG_S3_ENDPOINT": "http://127.0.0.1:{}", "MADANG_S3_PATH_STYLE": "true",
           "MADANG_S3_ACCESS_KEY": "of-nobody", "MADANG_S3_SECRET_KEY": "of-nobody"},
    "smtp": {"MADANG_MAIL_HOST": "127.0.0.1", "MADANG_MAIL_PORT": "{}", "MADANG_MAIL_TLS": "none"},
    "tags": {"MADANG_AI_CHAT_URL": "http://127.0.0.1:{}/v1"},
    "embeddings": {"MADANG_EMBEDDINGS_URL": "http://127.0.0.1:{}/v1"},
}

PATHS = ("hot post JSON, member", "board list JSON, member", "home HTML, member", "post HTML, guest")


def parsed():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("home", type=pathlib.Path)
    parser.add_argument("--port", type=int, default=8189)
    parser.add_argument("--warm-up", type=int, default=15, help="seconds, of all paths together")
    parser.add_argument("--seconds", type=int, default=8, help="a path")
    parser.add_argument("--only", default="", help="this engine, beside none")
    return parser.parse_args()


class Mute:
    """Takes every connection, and says nothing."""

    def __init__(self):
        self.entrance = socket.create_server(("127.0.0.1", 0), backlog=1000)
        self.port = self.entrance.getsockname()[1]
        self.taken = []
        threading.Thread(target=self.take, daemon=True).start()

    def take(self):
        while True:
            self.taken.append(self.entrance.accept()[0])


class Served:
    """The community, served until the block ends."""

    def __init__(self, options, settings):
        self.base = f"http://localhost:{options.port}"
        self.log = tempfile.NamedTemporaryFile("w", suffix=".log", prefix="away")
        program = pathlib.Path(__file__).parent.parent / "bin/madang"
        self.process = subprocess.Popen(
            [program, "serve", "--home", options.home, "--port", str(options.port), "--host", "127.0.0.1"],
            env={**os.environ, **settings, "MADANG_LIMITS_ENABLED": "false"}, stdout=self.log, stderr=subprocess.STDOUT)

    def __enter__(self):
        end = time.monotonic() + 120
        while time.monotonic() < end and self.process.poll() is None:
            try:
                with urllib.request.urlopen(self.base + "/health/readiness", timeout=5):
                    return self
            except OSError:
                time.sleep(.2)
        self.__exit__()
        sys.exit("does not start: " + pathlib.Path(self.log.name).read_text()[-1000:])

    def __exit__(self, *_):
        self.process.send_signal(signal.SIGTERM)
        self.process.wait()

    def health(self):
        with urllib.request.urlopen(self.base + "/health", timeout=30) as answer:
            return answer.read().decode()


def times(address, request, seconds, each=0.02):
    """Of requests by one connection, fifty a second: in milliseconds, and how many were not answered well."""
    connection, took, wrong = http.client.HTTPConnection(address, timeout=30), [], 0
    end = time.monotonic() + seconds
    while (begun := time.monotonic()) < end:
        method, path, body, headers = request()
        connection.request(method, path, body, headers)
        with connection.getresponse() as answer:
            answer.read()
            wrong += answer.status >= 400
        took.append((time.monotonic() - begun) * 1000)
        time.sleep(max(0, begun + each - time.monotonic()))
    connection.close()
    return took, wrong


def p99(took):
    return sorted(took)[int(len(took) * .99)]


def requests(community):
    """What is asked for, by name: none of it needs an engine."""
    asked = {name: lambda path=path, headers=headers: ("GET", path, None, headers)
             for name, path, headers in paths(community) if name in PATHS}

    def comment():
        body = json.dumps({"body": f"마지막 장면이 오래 남는다 {secrets.token_hex(4)}"})
        post, token = random.choice(community.posts[:100]), random.choice(community.tokens)
        return "POST", f"/api/v1/posts/{post}/comments", body, {"Content-Type": "application/json", "Authorization": "Bearer " + token}

    return {**asked, "comment": comment}


def measured(options, engine, mute):
    settings = {name: value.format(mute.port) for name, value in SETTINGS[engine].items()}
    with Served(options, settings) as served:
        community = Community(served.base, Server(served.base, options.home).database)
        address, asked = urllib.parse.urlsplit(served.base).netloc, requests(community)
        for request in asked.values():
            times(address, request, options.warm_up / len(asked), each=0)
        taken = len(mute.taken)
        found = {name: times(address, request, options.seconds) for name, request in asked.items()}
        return found, f'"{engine}":{{"status":"DEGRADED"}}' in served.health(), len(mute.taken) - taken


def main():
    options, mute = parsed(), Mute()
    first = None
    print("| engine that hangs | health | connections meanwhile", end="")
    for engine in SETTINGS:
        if options.only and engine not in ("none", options.only):
            continue
        found, is_away, taken = measured(options, engine, mute)
        if first is None:
            first = found
            print("".join(f" | {name}, p99 ms, x" for name in found), "|\n|---|---|---:" + "|---:" * len(found) + "|")
        cells = [f"{p99(took):.1f} ({p99(took) / p99(first[name][0]):.1f}){f' {wrong} failed' if wrong else ''}"
                 for name, (took, wrong) in found.items()]
        print(f"| {engine} | {'degraded' if is_away else 'up'} | {taken} |", " | ".join(cells), "|", flush=True)


main()
