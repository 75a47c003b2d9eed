#!/usr/bin/env python3
"""Whether nodes can be upgraded one by one, from what was built of one commit to what is built of another, while they are asked.

usage: bench/rolling.py OLD [NEW] [--seconds N] [--keep]

OLD and NEW are commits, tags or jars; without NEW it is the jar of this source tree (target/madang.jar). A commit is built in a git
worktree of its own, with mvn -DskipTests package. Two nodes of OLD share one database, a Redis where there is a redis-server, and
servers of pictures and mail that are away. Eight clients, each with connections that it keeps, read posts and send comments by turns to
whichever node says that it is ready, looked at four times a second, as a proxy does. Then each node is ended with SIGTERM and a node of
NEW is started in its place. At the end every comment that was acknowledged is looked for in the database.

OLD must have madang.cluster (schema 50 and later). Ends with 1 if a request failed or a comment is missing.
"""
import argparse
import fcntl
import hashlib
import http.client
import json
import os
import pathlib
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time

from server import Database

ROOT = pathlib.Path(__file__).resolve().parent.parent
JAVA = os.path.join(os.environ["JAVA_HOME"], "bin", "java") if "JAVA_HOME" in os.environ else "java"
CLIENTS = 8

parser = argparse.ArgumentParser(usage=__doc__.split("\n\n")[1].removeprefix("usage: "))
parser.add_argument("old")
parser.add_argument("new", nargs="?", default=str(ROOT / "target/madang.jar"))
parser.add_argument("--seconds", type=int, default=5, help="of calm before, between and after")
parser.add_argument("--keep", action="store_true", help="keep the folder with homes and logs")
options = parser.parse_args()
folder = pathlib.Path(tempfile.mkdtemp(prefix="rolling-"))
begun = time.monotonic()


def say(text):
    print(f"{time.monotonic() - begun:6.1f} s  {text}", flush=True)


def port():
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return taken.getsockname()[1]


def program(name, of):
    """The jar of a commit, laid out for a quick start."""
    jar = pathlib.Path(of)
    if not jar.is_file():
        tree = folder / f"{name}-source"
        subprocess.run(["git", "-C", ROOT, "worktree", "add", "--detach", tree, of], check=True, stdout=subprocess.DEVNULL,
                       stderr=subprocess.DEVNULL)
        try:
            say(f"building {of}")
            subprocess.run(["mvn", "-B", "-q", "-ntp", "-DskipTests", "package"], cwd=tree, check=True)
            jar = shutil.copy(tree / "target/madang.jar", folder / f"{name}.jar")
        finally:
            subprocess.run(["git", "-C", ROOT, "worktree", "remove", "--force", tree], check=True)
    subprocess.run([JAVA, "-Djarmode=tools", "-jar", jar, "extract", "--destination", folder / name], check=True,
                   stdout=subprocess.DEVNULL)
    return next((folder / name).glob("*.jar"))


class Node:

    def __init__(self, name, jar, settings):
        self.name, self.port = name, port()
        self.log = open(folder / f"{name}.log", "wb")
        self.process = subprocess.Popen(
            [JAVA, "-Xmx192m", "-XX:+UseSerialGC", "--enable-native-access=ALL-UNNAMED", "-jar", jar, "serve", "--home",
             folder / name, "--host", "127.0.0.1", "--port", str(self.port)],
            env={**os.environ, **settings}, stdout=self.log, stderr=subprocess.STDOUT)

    def is_ready(self):
        try:
            connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=5)
            connection.request("GET", "/health/readiness")
            answer = connection.getresponse()
            answer.read()
            connection.close()
            return answer.status == 200
        except OSError:
            return False

    def await_ready(self):
        at = time.monotonic()
        while not self.is_ready():
            if self.process.poll() is not None:
                sys.exit(f"{self.name} has ended: " + (folder / f"{self.name}.log").read_text()[-2000:])
            time.sleep(0.1)
        say(f"{self.name} is ready after {time.monotonic() - at:.1f} s")

    def end(self):
        at = time.monotonic()
        self.process.send_signal(signal.SIGTERM)
        code = self.process.wait(60)
        say(f"{self.name} has ended after {time.monotonic() - at:.1f} s with {code}")


class Proxy:
    """Knows which nodes are ready."""

    def __init__(self):
        self.nodes, self.ready, self.turn, self.over = [], [], 0, False
        threading.Thread(target=self.look, daemon=True).start()

    def look(self):
        while not self.over:
            self.ready = [node for node in self.nodes if node.is_ready()]
            time.sleep(0.25)

    def next(self):
        while not (ready := self.ready):
            time.sleep(0.01)
        self.turn += 1
        return ready[self.turn % len(ready)]


class Client(threading.Thread):

    def __init__(self, number, proxy, token, posts):
        super().__init__(daemon=True)
        self.number, self.proxy, self.token, self.posts = number, proxy, token, posts
        self.connections, self.stored, self.failed, self.times, self.over = {}, {}, [], [], False

    def run(self):
        n = 0
        while not self.over:
            n += 1
            post = self.posts[n % len(self.posts)]
            text = f"{self.number}-{n}"
            status, body = self.ask("POST", f"/api/v1/posts/{post}/comments", {"body": text})
            if status == 201:
                self.stored[json.loads(body)["id"]] = text
            self.ask("GET", f"/api/v1/posts/{post}")
            self.ask("GET", "/")
            time.sleep(0.02)

    def ask(self, method, path, body=None):
        node, at = self.proxy.next(), time.monotonic()
        connection = self.connections.get(node) or http.client.HTTPConnection("127.0.0.1", node.port, timeout=30)
        self.connections[node] = connection
        try:
            connection.request(method, path, body and json.dumps(body), {
                "Authorization": f"Bearer {self.token}", "Content-Type": "application/json"})
            answer = connection.getresponse()
            status, content = answer.status, answer.read()
        except (OSError, http.client.HTTPException) as failure:
            status, content = 0, repr(failure).encode()
            connection.close()
        self.times.append(time.monotonic() - at)
        if status not in (200, 201):
            self.failed.append(f"{time.monotonic() - begun:.1f} s {node.name} {method} {path}: {status} {content[:200].decode()}")
        return status, content


def member(database, name):
    token = f"madang_{name}"
    database.query(f"""with new as (insert into member (handle, name) values ('{name}', '{name}') returning id)
        insert into access_token (member_id, name, hash, scopes, expires_at)
        select id, 'rolling', '\\x{hashlib.sha256(token.encode()).hexdigest()}', '{{read,write}}', now() + interval '1 day' from new""")
    return token


def schema(database):
    return database.query("select max(version::int) from flyway_schema_history")[0][0]


def nodes(database):
    rows = database.query("select to_jsonb(node) from node order by started_at")
    told = [json.loads(row[0]) for row in rows]
    return ", ".join(f"{node['address'].rpartition(':')[2]} (Madang {node['version']}, schema {node.get('schema', 'not said')})"
                     for node in told)


jars = {name: program(name, of) for name, of in (("old", options.old), ("new", options.new))}

# The database of a home, which ends with the last who holds this lock.
home = folder / "database"
subprocess.run([JAVA, "--enable-native-access=ALL-UNNAMED", "-jar", jars["old"], "db", "info", "--home", home], check=True,
               stdout=subprocess.DEVNULL)
using = open(home / "pg/users.lock", "rb")
fcntl.lockf(using, fcntl.LOCK_SH, 1, 0)
subprocess.run([JAVA, "--enable-native-access=ALL-UNNAMED", "-jar", jars["old"], "db", "migrate", "--home", home], check=True,
               stdout=subprocess.DEVNULL)
password = (home / "pg/password").read_text().strip()
postgres = int((home / "pg/data/postmaster.pid").read_text().split("\n")[3])
database = Database(postgres, password)
database.query("insert into category (slug, name) values ('free', 'free')")
redis = port()
server = shutil.which("redis-server") and subprocess.Popen(
    ["redis-server", "--port", str(redis), "--bind", "127.0.0.1", "--save", ""], stdout=subprocess.DEVNULL)
away = port()
settings = {
    "MADANG_CLUSTER": "true", "MADANG_URL": "http://localhost:8080", "MADANG_LIMITS_ENABLED": "false", "MADANG_DRAIN": "3s",
    "MADANG_DATABASE_URL": f"jdbc:postgresql://127.0.0.1:{postgres}/postgres", "MADANG_DATABASE_USER": "madang",
    "MADANG_DATABASE_PASSWORD": password, "SPRING_DATASOURCE_HIKARI_MAXIMUMPOOLSIZE": "8",
    "MADANG_REDIS_URL": f"redis://127.0.0.1:{redis}", "MADANG_MAIL_HOST": "127.0.0.1", "MADANG_MAIL_PORT": str(away),
    "MADANG_MAIL_TLS": "none", "MADANG_S3_BUCKET": "pictures", "MADANG_S3_ENDPOINT": f"http://127.0.0.1:{away}",
    "MADANG_S3_ACCESSKEY": "key", "MADANG_S3_SECRETKEY": "secret", "MADANG_S3_PATHSTYLE": "true"}
say(f"schema {schema(database)}, " + ("with Redis" if server else "without Redis"))

running = [Node(f"old-{n}", jars["old"], settings) for n in (1, 2)]
for node in running:
    node.await_ready()
proxy = Proxy()
proxy.nodes = list(running)
tokens = [member(database, f"rolling{n}") for n in range(CLIENTS)]
author = Client(-1, proxy, tokens[0], [])
posts = []
for n in range(20):
    status, body = author.ask("POST", "/api/v1/posts", {"category": "free", "title": f"post {n}", "body": "text"})
    posts.append(json.loads(body)["id"])
clients = [Client(n, proxy, token, posts) for n, token in enumerate(tokens)]
for client in clients:
    client.start()
time.sleep(options.seconds)
say("nodes: " + nodes(database))

for n, old in enumerate(list(running), 1):
    old.end()
    new = Node(f"new-{n}", jars["new"], settings)
    new.await_ready()
    proxy.nodes = [node for node in proxy.nodes if node is not old] + [new]
    running = [node for node in running if node is not old] + [new]
    time.sleep(options.seconds)
    say(f"schema {schema(database)}; nodes: " + nodes(database))

for client in clients:
    client.over = True
for client in clients:
    client.join(60)
proxy.over = True
acknowledged = {id: text for client in clients for id, text in client.stored.items()}
stored = {int(id): text for id, text in database.query("""select c.id, v.body from comment c
    join comment_version v on (v.comment_id, v.version) = (c.id, c.current_version)""")}
lost = [text for id, text in acknowledged.items() if stored.get(id) != text]
twice = len(stored) - len(set(stored.values()))
failed = [failure for client in clients for failure in client.failed]
times = sorted(time for client in clients for time in client.times)
say(f"{len(times)} requests, {len(failed)} failed, the slowest took {times[-1] * 1000:.0f} ms, of a thousand all but one "
    f"{times[len(times) * 999 // 1000] * 1000:.0f} ms; {len(acknowledged)} comments acknowledged, {len(lost)} lost, {twice} twice")
for failure in failed[:20]:
    print("   ", failure)
for node in running:
    node.end()
warnings = sorted({line.partition(" WARN ")[2].strip() for node in folder.glob("new-*.log")
                   for line in node.read_text(errors="replace").splitlines() if " WARN " in line and "node" in line.lower()})
for line in warnings:
    print("    warned:", line)
if server:
    server.terminate()
database.close()
using.close()
subprocess.run([JAVA, "--enable-native-access=ALL-UNNAMED", "-jar", jars["new"], "db", "info", "--home", home], check=True,
               stdout=subprocess.DEVNULL)
if options.keep or failed or lost:
    print("    logs:", folder)
else:
    shutil.rmtree(folder)
sys.exit(1 if failed or lost or twice else 0)
