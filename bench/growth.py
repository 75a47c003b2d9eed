#!/usr/bin/env python3
"""How the cost of a request grows with what is stored.

usage: bench/growth.py film-reviews.ndjson.gz --folder FOLDER [--sizes 10000,100000,1000000] [--port 8199] [--seconds 4] [--warm-up 20] [--anyway]

For each size it makes a home in FOLDER, imports so many posts of the archive (again under other names, where it has not as many),
makes the log as long, starts Madang on it and measures the paths of bench/ratio.py at 8 connections. Prints µs a request by size and
the exponent: the slope of the logarithm of the cost over that of the size, 0 where it does not grow. nginx, wrk and pgbench have to be
in PATH, and some 8 GB of disk for a million. The homes stay, and are used again.
"""
import argparse
import gzip
import json
import math
import os
import pathlib
import statistics
import subprocess
import sys
import time
import urllib.error
import urllib.request

import ratio
from server import Server

MADANG = pathlib.Path(__file__).resolve().parent.parent / "bin" / "madang"
OWN = ("user", "category", "item", "post")


def parsed():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("archive", type=pathlib.Path)
    parser.add_argument("--folder", type=pathlib.Path, required=True)
    parser.add_argument("--sizes", default="10000,100000,1000000")
    parser.add_argument("--port", type=int, default=8199)
    parser.add_argument("--seconds", type=int, default=4)
    parser.add_argument("--warm-up", type=int, default=ratio.WARM_UP, help="seconds a path")
    parser.add_argument("--only", default="")
    parser.add_argument("--anyway", action="store_true")
    return parser.parse_args()


def write_archive(source, target, posts):
    """The first posts of an archive, with what they refer to; from the beginning again where there are not enough."""
    with gzip.open(target, "wt", encoding="utf-8", compresslevel=1) as out:
        written, turn = 0, 0
        while written < posts:
            with gzip.open(source, "rt", encoding="utf-8") as lines:
                for line in lines:
                    entry = json.loads(line)
                    if entry["type"] not in OWN or turn and entry["type"] != "post":
                        continue
                    if entry["type"] == "post":
                        entry["ref"] = f"{entry['ref']}~{turn}"
                        written += 1
                    out.write(json.dumps(entry, ensure_ascii=False) + "\n")
                    if written == posts:
                        break
            turn += 1


def madang(*arguments, **more):
    subprocess.run([MADANG, *map(str, arguments)], check=True, **more)


def filled_home(options, size):
    home = options.folder / f"home-{size}"
    if not home.exists():
        archive = options.folder / f"posts-{size}.ndjson.gz"
        write_archive(options.archive, archive, size)
        madang("import", "--home", home, archive)
        archive.unlink()
    return home


def fill_log(database, rows):
    rest = rows - int(database.query("select count(*) from activity")[0][0])
    while rest > 0:
        some = min(rest, 10_000)
        database.query(f"insert into activity (verb, subject) select 'bench.filled', 'bench:' || n from generate_series(1, {some}) n")
        rest -= some
    database.query("vacuum analyze")


def wait_until_ready(base):
    while True:
        try:
            with urllib.request.urlopen(base + "/health/readiness"):
                return
        except (urllib.error.URLError, ConnectionError):
            time.sleep(1)


def wait_for_index(base):
    """Until the index is built, and nothing waits for it."""
    while True:
        try:
            with urllib.request.urlopen(base + "/api/v1/search?q=a") as answer:
                if answer.headers["Madang-Index"] is None and json.load(answer)["index"]["behindSeconds"] == 0:
                    return
        except (urllib.error.URLError, ConnectionError):
            pass
        time.sleep(1)


def measured(options, size, nginx):
    home = filled_home(options, size)
    options.base, options.home = f"http://localhost:{options.port}", home
    environment = {**os.environ, "MADANG_LIMITS_ENABLED": "false"}
    with open(options.folder / f"serve-{size}.log", "wb") as log:
        serving = subprocess.Popen([MADANG, "serve", "--home", home, "--port", str(options.port), "--host", "127.0.0.1"],
                                   stdout=log, stderr=log, env=environment)
    try:
        wait_for_index(options.base)
        server = Server(options.base, home)
        fill_log(server.database, size)
        measure = ratio.Measure(options, server, nginx)
        results = ratio.rounds(options, measure, ratio.Community(options.base, server.database))
        return {name: statistics.median(cost["java"] + cost["postgres"] for cost in costs)
                for (name, _), costs in results.items() if not name.startswith("nginx ")}
    finally:
        end(home, serving)


def end(home, serving):
    stopping = subprocess.Popen([MADANG, "stop", "--home", home], stdout=subprocess.DEVNULL)
    serving.wait()      # or it stays a process that has ended, for which the other waits
    stopping.wait()


def exponent(costs):
    """The slope of the least squares through the logarithms."""
    points = [(math.log(size), math.log(cost)) for size, cost in costs.items()]
    x, y = (statistics.mean(axis) for axis in zip(*points))
    return sum((a - x) * (b - y) for a, b in points) / sum((a - x) ** 2 for a, _ in points)


def main():
    options = parsed()
    options.rounds, options.connections = 1, "8"
    options.folder.mkdir(parents=True, exist_ok=True)
    if not MADANG.exists():
        sys.exit(f"{MADANG} is not there.")
    nginx = ratio.Nginx()
    try:
        by_size = {}
        for size in map(int, options.sizes.split(",")):
            by_size[size] = measured(options, size, nginx)
            print(size, by_size[size], flush=True)
    finally:
        nginx.end()
    print("| path | " + " | ".join(f"{size:,}" for size in by_size) + " | exponent |")
    print("| --- |" + " ---: |" * (len(by_size) + 1))
    for name in next(iter(by_size.values())):
        costs = {size: found[name] for size, found in by_size.items()}
        print(f"| {name} | " + " | ".join(f"{cost:,.0f}" for cost in costs.values()) + f" | {exponent(costs):+.2f} |")


if __name__ == "__main__":
    main()
