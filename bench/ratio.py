#!/usr/bin/env python3
"""What a request costs, beside nginx that serves the same bytes, and beside a plain select and insert, all in the same run.

usage: bench/ratio.py http://localhost:8080 --home HOME [--rounds 3] [--seconds 4] [--connections 8,64] [--warm-up 20]
       [--only WORD] [--anyway]

For a home of its own with the PostgreSQL that Madang brings and real content, on Linux, with limits off
(MADANG_LIMITS_ENABLED=false). nginx, wrk and pgbench have to be in PATH. Each round asks nginx and Madang for each path in turn; all
processor time of Java and of PostgreSQL with all its processes counts, after a write until everything that follows the log is in
step and search finds what was written. Prints a table of medians: µs a request, of Java, of PostgreSQL, times nginx (reads) or times
a plain insert (writes), answers a second and the 99th percentile. Where others use the machine it gives no figures, but for --anyway.
"""
import argparse
import http.client
import json
import os
import pathlib
import random
import re
import secrets
import shutil
import socket
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.parse

from server import TICK, Server, of_machine, stat

PASSWORD = "bench of ratios"
MEMBERS = 8
MOST_OTHERS = .1          # of the processors
WARM_UP = 20              # seconds a path; until then Java compiles much of what it runs, on the same processors
PLAIN = 3                 # seconds of select and insert

LUA_TARGETS = """
    local threads = 0
    setup = function(thread) thread:set("number", threads); threads = threads + 1 end
    init = function() math.randomseed(number * 7919 + SEED); at = 0 end
"""


def parsed():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("base")
    parser.add_argument("--home", type=pathlib.Path, required=True)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--seconds", type=int, default=4)
    parser.add_argument("--connections", default="8,64")
    parser.add_argument("--warm-up", type=int, default=WARM_UP, help="seconds a path")
    parser.add_argument("--only", default="", help="paths whose name has this word")
    parser.add_argument("--anyway", action="store_true")
    return parser.parse_args()


class Nginx:
    """Serves files, as a distribution sets it up: with a line a request in a log, as Madang writes one."""

    def __init__(self):
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="ratio"))
        self.folder.chmod(0o755)
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        (self.folder / "nginx.conf").write_text(f"""
            worker_processes 2; daemon off; pid {self.folder}/pid; error_log {self.folder}/errors;
            events {{ worker_connections 1024; }}
            http {{ access_log {self.folder}/access; sendfile on; tcp_nopush on; keepalive_requests 100000000; default_type application/json;
                server {{ listen 127.0.0.1:{self.port}; root {self.folder}/files; }} }}""")
        (self.folder / "files").mkdir(mode=0o755)
        self.process = subprocess.Popen(["nginx", "-c", self.folder / "nginx.conf", "-e", self.folder / "errors"])
        while not self.is_up():
            time.sleep(.05)

    def is_up(self):
        with socket.socket() as probe:
            return probe.connect_ex(("127.0.0.1", self.port)) == 0

    def holds(self, name, body):
        (self.folder / "files" / name).write_bytes(body)
        return f"http://127.0.0.1:{self.port}/{name}"

    def cpu(self):
        ticks = 0
        for pid in filter(str.isdigit, os.listdir("/proc")):
            try:
                parent, own, _ = stat(pid)
            except (FileNotFoundError, ProcessLookupError):
                continue
            ticks += own if self.process.pid in (parent, int(pid)) else 0
        return ticks * TICK

    def end(self):
        self.process.terminate()
        self.process.wait()
        shutil.rmtree(self.folder)


class Community:
    """Whom and what to ask for: members of this bench, and what the home holds most of."""

    def __init__(self, base, database):
        self.address = urllib.parse.urlsplit(base)
        self.sign_in()
        number, self.board = database.query("""select id, slug from category join category_count on category_id = id
            order by post_count desc limit 1""")[0]
        self.item = database.query("select item_id from item_count order by post_count desc limit 1")[0][0]
        self.posts = [row[0] for row in database.query(
            f"select post_id from post_count where listed_in = {number} order by post_id desc limit 10000")]
        self.hot = database.query("""select post_id from post_count where listed_in is not null
            order by comment_count desc, post_id desc limit 1""")[0][0]

    def sign_in(self):
        """Again before each round: a token lasts some minutes."""
        self.tokens = [self.member(f"bench_ratio_{number}") for number in range(MEMBERS)]
        self.cookie = self.page_sign_in("bench_ratio_0")

    def call(self, method, path, body=None, headers=None):
        connection = http.client.HTTPConnection(self.address.hostname, self.address.port or 80, timeout=120)
        connection.request(method, path, body, headers or {})
        with connection.getresponse() as answer:
            found = answer.status, answer.read(), answer.headers
        connection.close()
        return found

    def json(self, method, path, body, token=""):
        headers = {"Content-Type": "application/json", **({"Authorization": "Bearer " + token} if token else {})}
        status, text, _ = self.call(method, "/api/v1" + path, json.dumps(body), headers)
        return status, json.loads(text or b"null")

    def member(self, handle):
        login = {"login": handle, "password": PASSWORD}
        status, answer = self.json("POST", "/auth/login", login)
        if status == 401:
            self.json("POST", "/auth/signup", {"handle": handle, "name": handle, "password": PASSWORD, "email": handle + "@bench.example"})
            status, answer = self.json("POST", "/auth/login", login)
        if status != 200:
            sys.exit(f"no sign-in: {answer}")
        return answer["accessToken"]

    def page_sign_in(self, handle):
        _, page, headers = self.call("GET", "/login")
        cookies = "; ".join(cookie.split(";")[0] for cookie in headers.get_all("Set-Cookie") or [])
        token = re.search(rb'name="_csrf" value="([^"]+)"', page)[1].decode()
        form = urllib.parse.urlencode({"_csrf": token, "login": handle, "password": PASSWORD})
        _, _, headers = self.call("POST", "/login", form, {"Cookie": cookies, "Content-Type": "application/x-www-form-urlencoded"})
        return "; ".join([cookies] + [cookie.split(";")[0] for cookie in headers.get_all("Set-Cookie") or []])


def paths(community):
    """Name, path, headers. The bytes that nginx serves are those of the first answer."""
    member, signed_in = {"Authorization": "Bearer " + community.tokens[0]}, {"Cookie": community.cookie, "Accept": "text/html"}
    html, api = {"Accept": "text/html", "Accept-Encoding": "gzip"}, "/api/v1"    # as browsers ask
    words = urllib.parse.quote("영화 연기")
    return [
        ("liveness", "/health/liveness", {}),
        ("hot post JSON, guest", f"{api}/posts/{community.hot}", {}),
        ("hot post JSON, member", f"{api}/posts/{community.hot}", member),
        ("thread JSON, guest", f"{api}/posts/{community.hot}/comments", {}),
        ("thread JSON, member", f"{api}/posts/{community.hot}/comments", member),
        ("board list JSON, guest", f"{api}/posts?category={community.board}", {}),
        ("board list JSON, member", f"{api}/posts?category={community.board}", member),
        ("home HTML, guest", "/", html),
        ("home HTML, member", "/", signed_in),
        ("board HTML, guest", f"/c/{community.board}", html),
        ("post HTML, guest", f"/p/{community.hot}", html),
        ("post HTML, member", f"/p/{community.hot}", signed_in),
        ("item list HTML, guest", "/items", html),
        ("market HTML, guest", "/products", html),
        ("item HTML, guest", f"/items/{community.item}", html),
        ("search JSON, guest", f"{api}/search?q={words}", {}),
        ("search JSON, member", f"{api}/search?q={words}", member),
        ("suggest JSON, guest", f"{api}/search/suggest?q={urllib.parse.quote('영')}", {}),
        ("suggest JSON, member", f"{api}/search/suggest?q={urllib.parse.quote('영')}", member),
        ("notifications' count, member", f"{api}/notifications?limit=1", member),
    ]


class Scripts:
    """Requests that are not all the same, as wrk's Lua."""

    def __init__(self, community):
        self.folder, self.community = pathlib.Path(tempfile.mkdtemp(prefix="ratio")), community

    def of(self, name, request):
        tokens = "{" + ",".join(f'"{token}"' for token in self.community.tokens) + "}"
        posts = "{" + ",".join(self.community.posts) + "}"
        head = f"local tokens, posts = {tokens}, {posts}\n" + LUA_TARGETS
        file = self.folder / name
        file.write_text(head.replace("SEED", str(random.randrange(1 << 30))) + request)
        return file

    def view(self):
        """Posts that nobody looks at twice within a second."""
        return self.of("view.lua", """
            request = function() return wrk.format("GET", "/api/v1/posts/" .. posts[math.random(#posts)]) end""")

    def search(self):
        """Two words, as members, whose answers nothing keeps."""
        return self.of("search.lua", r"""
            local words = {"%EC%98%81%ED%99%94", "%EC%97%B0%EA%B8%B0", "%EB%B0%B0%EC%9A%B0", "%EA%B0%90%EB%8F%85", "%EC%8A%A4%ED%86%A0%EB%A6%AC",
                "%EC%9D%8C%EC%95%85", "%EC%9E%AC%EB%AF%B8", "%EA%B0%90%EB%8F%99", "%EC%95%A1%EC%85%98", "%EA%B3%B5%ED%8F%AC",
                "%EC%BD%94%EB%AF%B8%EB%94%94", "%EA%B2%B0%EB%A7%90", "%EB%B0%98%EC%A0%84", "%EC%A3%BC%EC%9D%B8%EA%B3%B5", "%EC%82%AC%EB%9E%91",
                "%EA%B0%80%EC%A1%B1", "%EC%B9%9C%EA%B5%AC", "%EC%9B%90%EC%9E%91", "%EC%86%8C%EC%84%A4", "%ED%8E%B8%EC%A7%91"}
            request = function()
                local one, other = math.random(#words), math.random(#words - 1)
                if other >= one then other = other + 1 end
                return wrk.format("GET", "/api/v1/search?q=" .. words[one] .. "%20" .. words[other],
                    {["Authorization"] = "Bearer " .. tokens[math.random(#tokens)]})
            end""")

    def comment(self, word):
        return self.of("comment.lua", f"""
            request = function()
                at = at + 1
                local body = '{{"body":"어제 본 영화는 생각보다 조용했지만 마지막 장면이 오래 남는다 the second half is better {word} ' .. at .. '"}}'
                return wrk.format("POST", "/api/v1/posts/" .. posts[math.random(100)] .. "/comments",
                    {{["Content-Type"] = "application/json", ["Authorization"] = "Bearer " .. tokens[math.random(#tokens)]}}, body)
            end""")

    def like(self):
        """Each thread has members of its own, who like post after post, and then take it all back."""
        return self.of("like.lua", """
            request = function()
                local half, step = #tokens / 2, at % 1000
                local round = math.floor(at / 1000)
                at = at + 1
                local token, post = tokens[number * half + math.floor(round / 2) % half + 1], posts[1000 + step + 1]
                return wrk.format(round % 2 == 0 and "PUT" or "DELETE", "/api/v1/posts/" .. post .. "/like",
                    {["Authorization"] = "Bearer " .. token})
            end""")


class Measure:

    def __init__(self, options, server, nginx):
        self.options, self.server, self.nginx = options, server, nginx

    def wrk(self, url, connections, seconds, headers=None, script=None):
        command = ["wrk", "-t2", f"-c{connections}", f"-d{seconds}s", "--timeout", "30s", "--latency"]
        for name, value in (headers or {}).items():
            command += ["-H", f"{name}: {value}"]
        told = subprocess.run(command + (["-s", script] if script else []) + [url], capture_output=True, text=True)
        done = re.search(r"(\d+) requests in ([\d.]+)(s|m)", told.stdout)
        if told.returncode or not done:
            sys.exit(f"wrk: {told.stdout} {told.stderr}")
        if wrong := re.search(r"Non-2xx or 3xx responses: (\d+)|Socket errors: (.*)", told.stdout):
            print(f"{url}: {wrong[0]}", flush=True)
        rank = re.search(r"99%\s+([\d.]+)(us|ms|s)", told.stdout)
        p99 = float(rank[1]) * {"us": .001, "ms": 1, "s": 1000}[rank[2]]
        return int(done[1]), p99, int(done[1]) / seconds

    def cost(self, work, after=lambda: None):
        """Of each of the requests that work made."""
        before = self.now()
        count, p99, rate = work()
        after()
        now = self.now()
        java, postgres, nginx, mine, machine, idle = (b - a for a, b in zip(before, now))
        if (machine - idle - java - postgres - nginx - mine) / machine > MOST_OTHERS and not self.options.anyway:
            sys.exit("Others use the processors: no figures (--anyway prints them all the same).")
        return {"java": java / count, "postgres": postgres / count, "nginx": nginx / count, "p99": p99, "rate": rate}

    def now(self):
        mine = sum(os.times()[:4]) * 1_000_000 + stat(self.server.database.backend)[1] * TICK
        return (self.server.of_java(), self.server.of_postgres(), self.nginx.cpu(), mine, *of_machine())

    def pgbench(self, sql):
        count = self.server.pgbench(sql, PLAIN)
        return count, 0, count / PLAIN

    def in_step(self, community, word):
        """Until all that reads the log has read it, and search finds the word."""
        end = time.monotonic() + 120
        behind = "select 1 from log_consumer where (xact, activity_id) < (select xact, id from activity order by xact desc, id desc limit 1)"
        while time.monotonic() < end and self.server.database.query(behind):
            time.sleep(.1)
        while word and time.monotonic() < end:
            _, found, _ = community.call("GET", f"/api/v1/search?type=comment&q={word}")
            found = json.loads(found)
            if found["groups"] and found["groups"][0]["items"] and found["index"]["behindSeconds"] == 0:
                return
            time.sleep(.25)


INSERT = """\\set id random(1, 1000000000)
insert into bench_ratio (id, post_id, author_id, path, current_version, like_count, created_at, updated_at, body) values
(:id::bigint, :id::bigint, :id::bigint, array[:id::bigint], 1, 0, now(), now(), 'the second half is better than the first, I would read it again');
"""


def rounds(options, measure, community):
    """Each measured thing as often as there are rounds, by name and connections."""
    results = {}
    connections = [int(number) for number in options.connections.split(",")]
    scripts = Scripts(community)
    base = options.base

    def wanted():
        return [path for path in paths(community) if options.only in path[0]]

    words, number = "bq" + secrets.token_hex(5), 0

    def note(name, number, cost):
        results.setdefault((name, number), []).append(cost)

    varied = [(name, script) for name, script in (("view of any post, JSON, guest", scripts.view),
                                                  ("two words searched, not cached, member", scripts.search)) if options.only in name]
    writes = [name for name in ("comment", "like") if options.only in name]
    for name, path, headers in wanted():
        status, body, _ = community.call("GET", path, headers=headers)
        if status != 200:
            sys.exit(f"{name}: {path} is {status}")
        measure.nginx.holds(name.replace(" ", "_").replace("'", ""), body)
        measure.wrk(base + path, 8, options.warm_up, headers)
    for _, script in varied:
        measure.wrk(base + "/", 8, options.warm_up, script=script())
    if "comment" in writes:
        measure.wrk(base + "/", 8, 2 * options.warm_up, script=scripts.comment(words))
    if "like" in writes:
        measure.wrk(base + "/", 8, options.warm_up, script=scripts.like())
    database = measure.server.database
    database.query("drop table if exists bench_ratio")
    database.query("""create table bench_ratio as select c.*, v.body from comment c join comment_version v on v.comment_id = c.id
        with no data""")
    key = f"\\set n random(1, 1000)\nselect * from post_count where post_id = {community.posts[0]} - :n;\n"
    for _ in range(options.rounds):
        community.sign_in()
        measure.in_step(community, "")
        note("select by key", 8, measure.cost(lambda: measure.pgbench(key)))
        note("plain insert", 8, measure.cost(lambda: measure.pgbench(INSERT)))
        database.query("truncate bench_ratio")
        for name, path, headers in wanted():
            url = f"http://127.0.0.1:{measure.nginx.port}/" + name.replace(" ", "_").replace("'", "")
            note("nginx " + name, 8, measure.cost(lambda: measure.wrk(url, 8, 2)))
            for at_once in connections:
                note(name, at_once, measure.cost(lambda: measure.wrk(base + path, at_once, options.seconds, headers)))
        for name, script in varied:
            for at_once in connections:
                note(name, at_once, measure.cost(lambda: measure.wrk(base + "/", at_once, options.seconds, script=script())))
        for name in writes:
            for at_once in connections:
                number += 1
                word = f"{words}{number}" if name == "comment" else ""
                script = scripts.comment(word) if word else scripts.like()
                note(name, at_once, measure.cost(lambda: measure.wrk(base + "/", at_once, 2 * options.seconds, script=script),
                                                 lambda: measure.in_step(community, word)))
        print("one round", flush=True)
    database.query("drop table bench_ratio")
    shutil.rmtree(scripts.folder)
    return results


def table(results):
    def median(name, number, *parts):
        return statistics.median(sum(cost[part] for part in parts) for cost in results[name, number])

    insert, select = median("plain insert", 8, "postgres"), median("select by key", 8, "postgres")
    nginx = statistics.median([cost["nginx"] for (name, _), costs in results.items() if name.startswith("nginx ") for cost in costs]
                              or [float("nan")])
    print(f"nginx {nginx:.1f} µs a request, select by key {select:.0f}, plain insert {insert:.0f} (of PostgreSQL)\n")
    print("| path | connections | µs | of Java | of PostgreSQL | ratio | answers/s | p99 ms |")
    print("| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: |")
    for name, number in results:
        if name.startswith("nginx ") or name in ("plain insert", "select by key"):
            continue
        all_of_it = median(name, number, "java", "postgres")
        same_bytes = ("nginx " + name, 8) in results
        base = insert if name in ("comment", "like") else median("nginx " + name, 8, "nginx") if same_bytes else nginx
        unit = "x insert" if name in ("comment", "like") else "x nginx"
        print(f"| {name} | {number} | {all_of_it:,.0f} | {median(name, number, 'java'):,.0f} | {median(name, number, 'postgres'):,.0f} "
              f"| {all_of_it / base:,.1f} {unit} | {median(name, number, 'rate'):,.0f} | {median(name, number, 'p99'):,.1f} |")


def main():
    options = parsed()
    for program in ("nginx", "wrk", "pgbench"):
        if not shutil.which(program):
            sys.exit(f"{program} is not in PATH.")
    server = Server(options.base, options.home)
    nginx = Nginx()
    try:
        community = Community(options.base, server.database)
        table(rounds(options, Measure(options, server, nginx), community))
    finally:
        nginx.end()


if __name__ == "__main__":
    main()
