#!/usr/bin/env python3
"""What a request costs on two nodes of a cluster, beside one node that has everything in its home.

usage: bench/cluster.py HOME [--rounds 3] [--seconds 4] [--connections 8] [--warm-up 120] [--only WORD]

HOME is a home with real content that nobody serves. Starts one node on it, and on its database two more with madang.cluster, a Redis of
their own and homes beside it (HOME-2, HOME-3; each needs an index, so copy HOME/index there before). A bucket and a mail server are named, as a
cluster wants them, and are not there: nothing here sends pictures or emails. First each node alone is asked for each path until Java has
compiled what it runs. Rounds alternate between the one and the two, each of which has as many connections as the one had, while the
others are stopped (SIGSTOP). All processor time of Java, PostgreSQL and Redis counts, after a write until
everything that follows the log is in step. Prints medians: µs a request, and how many times the reads of one node two would carry, if
each had processors of its own and the database enough: 2 x one / two. Two programs take the processors' caches from each other, whether
they know of each other or not: so a read of the one is also measured while another node answers the same beside it. redis-server and
wrk have to be in PATH.
"""
import argparse
import http.client
import json
import os
import pathlib
import re
import secrets
import shutil
import signal
import socket
import statistics
import subprocess
import sys
import time
import urllib.parse

from ratio import Community, Scripts, paths
from server import TICK, Server, stat

WANTED = ("hot post JSON, guest", "post HTML, guest", "board list JSON, guest", "board HTML, guest", "board list JSON, member", "home HTML, member")
COMPILING = .03          # of Java's processor time, at most, where it is warm
MADANG = pathlib.Path(__file__).parent.parent / "bin/madang"


def free_port():
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return free.getsockname()[1]


class Node:

    def __init__(self, home, port, settings):
        self.home, self.port, self.base = home, port, f"http://127.0.0.1:{port}"
        environment = {**os.environ, "MADANG_LIMITS_ENABLED": "false", "MADANG_HEAP": "256m", **settings}
        with open(f"{home}.log", "w") as log:
            self.process = subprocess.Popen([MADANG, "serve", "--home", home, "--port", str(port)], env=environment, stdout=log, stderr=log)
        end = time.monotonic() + 240
        while not self.is_ready():
            if self.process.poll() is not None or time.monotonic() > end:
                sys.exit(f"{home} does not start, see {home}.log")
            time.sleep(.2)

    def get(self, path):
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        connection.request("GET", path)
        with connection.getresponse() as answer:
            body = answer.read()
        connection.close()
        return answer.status, body

    def is_ready(self):
        try:
            return self.get("/health/readiness")[0] == 200
        except OSError:
            return False

    def cpu(self):
        return stat(self.process.pid)[1] * TICK

    def of_compilers(self):
        """Ticks of the threads that compile."""
        ticks = 0
        for task in pathlib.Path(f"/proc/{self.process.pid}/task").iterdir():
            try:
                if re.match(r"C[12] Compiler", (task / "comm").read_text()):
                    ticks += stat(f"{self.process.pid}/task/{task.name}")[1]
            except (FileNotFoundError, ProcessLookupError):
                continue     # it has just ended
        return ticks * TICK

    def finds(self, word):
        found = json.loads(self.get(f"/api/v1/search?type=comment&q={word or 'step'}")[1])
        return found["index"]["behindSeconds"] == 0 and (not word or bool(found["groups"] and found["groups"][0]["items"]))


class Bench:

    def __init__(self, options):
        self.options, home = options, options.home
        port, redis = free_port(), free_port()
        self.redis = subprocess.Popen(["redis-server", "--port", str(redis), "--bind", "127.0.0.1", "--save", "", "--appendonly", "no"],
                                      stdout=subprocess.DEVNULL)
        own = {"MADANG_URL": f"http://127.0.0.1:{port}"}
        self.one = Node(home, port, own)
        self.server = Server(self.one.base, home)
        self.database = self.server.database
        self.community = Community(self.one.base, self.database)
        self.scripts = Scripts(self.community)
        # a node with madang.cluster does not start beside one without that is seen
        self.one.process.send_signal(signal.SIGSTOP)
        self.database.query("delete from node")
        shared = {**own, "MADANG_CLUSTER": "true", "MADANG_REDIS_URL": f"redis://127.0.0.1:{redis}", "MADANG_S3_BUCKET": "bench",
                  "MADANG_S3_ENDPOINT": f"http://127.0.0.1:{free_port()}", "MADANG_S3_ACCESSKEY": "k", "MADANG_S3_SECRETKEY": "s",
                  "MADANG_MAIL_HOST": "127.0.0.1", "MADANG_MAIL_PORT": str(free_port()), "MADANG_DATABASE_USER": "madang",
                  "MADANG_DATABASE_URL": f"jdbc:postgresql://127.0.0.1:{self.server.port}/postgres",
                  "MADANG_DATABASE_PASSWORD": self.server.password}
        self.two = [Node(pathlib.Path(f"{home}-{number}"), free_port(), shared) for number in (2, 3)]

    def end(self):
        for node in [*self.two, self.one]:
            node.process.send_signal(signal.SIGCONT)
            node.process.terminate()
            node.process.wait()
        self.redis.terminate()
        shutil.rmtree(self.scripts.folder)

    def alone(self, nodes):
        """Only these run; none is stopped in the midst of a transaction."""
        for node in nodes:
            node.process.send_signal(signal.SIGCONT)
        others = [node for node in [self.one, *self.two] if node not in nodes]
        while True:
            for node in others:
                node.process.send_signal(signal.SIGSTOP)
            time.sleep(.2)
            if not self.database.query("select 1 from pg_stat_activity where state like 'idle in transaction%' and backend_type = 'client backend'"):
                break
            for node in others:
                node.process.send_signal(signal.SIGCONT)
            time.sleep(.05)
        self.in_step(nodes)

    def in_step(self, nodes, word=""):
        end = time.monotonic() + 120
        behind = "select 1 from log_consumer where name <> 'kafka' and (xact, activity_id) < (select xact, id from activity order by xact desc, id desc limit 1)"
        while time.monotonic() < end and self.database.query(behind):
            time.sleep(.1)
        while time.monotonic() < end and not all(node.finds(word) for node in nodes):
            time.sleep(.25)

    def wrk(self, nodes, seconds, path, headers, script):
        command = ["wrk", "-t2", f"-c{self.options.connections}", f"-d{seconds}s", "--timeout", "30s"]
        for name, value in headers.items():
            command += ["-H", f"{name}: {value}"]
        command += ["-s", script] if script else []
        running = [subprocess.Popen([*command, node.base + path], stdout=subprocess.PIPE, text=True) for node in nodes]
        told = [each.communicate()[0] for each in running]
        if wrong := re.search(r"Non-2xx or 3xx responses: (\d+)|Socket errors: (.*)", "".join(told)):
            print(f"{path}: {wrong[0]}", flush=True)
        return [int(re.search(r"(\d+) requests in", one)[1]) for one in told]

    def spent(self, nodes):
        return sum(node.cpu() for node in nodes), self.server.of_postgres(), stat(self.redis.pid)[1] * TICK

    def cost(self, nodes, seconds, path="/", headers=None, script=None, word=""):
        before = self.spent(nodes)
        count = sum(self.wrk(nodes, seconds, path, headers or {}, script))
        if script:
            self.in_step(nodes, word)
        return [(after - then) / count for then, after in zip(before, self.spent(nodes))]

    def beside(self, seconds, path, headers):
        """Of the one, while another node that it knows nothing of answers the same on the same processors."""
        both = [self.one, self.two[0]]
        before = self.spent([self.one])
        counts = self.wrk(both, seconds, path, headers, None)
        java, postgres, redis = [after - then for then, after in zip(before, self.spent([self.one]))]
        return [java / counts[0], postgres / sum(counts), redis / sum(counts)]

    def work(self, nodes, seconds):
        """Name and cost of each thing that is measured, one after the other."""
        for name, path, headers in paths(self.community):
            if name in WANTED and self.options.only in name:
                yield name, lambda: self.cost(nodes, seconds, path, headers)
        if self.options.only in "comment":
            word = "bq" + secrets.token_hex(5)
            yield "comment", lambda: self.cost(nodes, 2 * seconds, script=self.scripts.comment(word), word=word)
        if self.options.only in "like":
            yield "like", lambda: self.cost(nodes, 2 * seconds, script=self.scripts.like())

    def sign_in(self, node):
        self.community.address = urllib.parse.urlsplit(node.base)
        self.community.sign_in()

    def warm(self, node):
        self.alone([node])
        self.sign_in(node)
        for name, cost in self.work([node], self.options.seconds):
            end, share = time.monotonic() + self.options.warm_up, 1
            while share > COMPILING and time.monotonic() < end:
                before, compiled = node.cpu(), node.of_compilers()
                cost()
                share = (node.of_compilers() - compiled) / (node.cpu() - before)
            print(f"{node.home.name}, {name}: {share:.1%} of Java's time is compiling", flush=True)

    def rounds(self):
        costs = {}
        for node in [self.one, *self.two]:
            self.warm(node)
        for round in range(self.options.rounds):
            both = [self.one], self.two
            for nodes in both if round % 2 else both[::-1]:
                self.alone(nodes)
                self.sign_in(nodes[0])
                for name, cost in self.work(nodes, self.options.seconds):
                    costs.setdefault((name, len(nodes)), []).append(cost())
            self.alone([self.one, self.two[0]])
            self.sign_in(self.one)
            for name, path, headers in paths(self.community):
                if name in WANTED and self.options.only in name:
                    costs.setdefault((name, "beside"), []).append(self.beside(self.options.seconds, path, headers))
            print(f"round {round + 1}", flush=True)
        return costs


def table(costs):
    print("\n| request | one node: µs | of Java, PostgreSQL | the same beside another | two nodes: µs | of Java, PostgreSQL, Redis "
          "| two carry, times one | times one beside another | costs, times one |")
    print("| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |")
    for name in dict.fromkeys(name for name, _ in costs):
        one, two = [[statistics.median(parts) for parts in zip(*costs[name, number])] for number in (1, 2)]
        whole, both = [statistics.median(map(sum, costs[name, number])) for number in (1, 2)]
        beside = statistics.median(map(sum, costs[name, "beside"])) if (name, "beside") in costs else None
        print(f"| {name} | {whole:,.0f} | {one[0]:,.0f}, {one[1]:,.0f} | {f'{beside:,.0f}' if beside else ''} "
              f"| {both:,.0f} | {two[0]:,.0f}, {two[1]:,.0f}, {two[2]:,.0f} "
              f"| {2 * whole / both:.2f} | {f'{2 * beside / both:.2f}' if beside else ''} | {both / whole:.2f} |")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("home", type=pathlib.Path)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--seconds", type=int, default=4)
    parser.add_argument("--connections", type=int, default=8, help="of each node")
    parser.add_argument("--warm-up", type=int, default=120, help="most seconds a path")
    parser.add_argument("--only", default="", help="paths whose name has this word")
    bench = Bench(parser.parse_args())
    try:
        table(bench.rounds())
    finally:
        bench.end()


if __name__ == "__main__":
    main()
