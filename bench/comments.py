#!/usr/bin/env python3
"""What a stored comment costs, beside a plain insert of the same row in the same run.

usage: bench/comments.py http://localhost:8080 --home HOME [--senders 8] [--seconds 20] [--rounds 3] [--log-rows N] [--anyway]

For a home of its own with the PostgreSQL that Madang brings, on Linux, with limits off (MADANG_LIMITS_ENABLED=false). Some members
comment on each other's posts over HTTP keep-alive, after a time that does not count; a round ends when all that follows the log is
in step again and search finds the last comment, and all processor time until then counts: of Java, and of PostgreSQL with all its
processes. In between as many connections insert a row of the same columns into a table without indexes, one a transaction: pgbench
where it is in PATH, else this script. Prints medians (and ranges) for each stored comment and row, how soon an author is told and
search finds a comment on an idle server, and what silence costs. What the script asks of the database itself is counted nowhere.

--log-rows makes the log so long first. Statements are counted where pg_stat_statements is loaded (alter system set
shared_preload_libraries = 'pg_stat_statements', and start again). Where others use the machine it gives no figures, but for --anyway.
"""
import argparse
import concurrent.futures
import http.client
import json
import os
import pathlib
import random
import re
import secrets
import shutil
import statistics
import sys
import time
import urllib.parse

from server import TICK, Database, Server, of_machine, shown, stat

parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
parser.add_argument("base")
parser.add_argument("--home", type=pathlib.Path, required=True)
parser.add_argument("--senders", type=int, default=8)
parser.add_argument("--seconds", type=float, default=20)
parser.add_argument("--rounds", type=int, default=3)
parser.add_argument("--log-rows", type=int, default=0)
parser.add_argument("--anyway", action="store_true")
options = parser.parse_args()

PASSWORD = "bench of comments"
WORDS = """마당에 글을 올린 사람이 댓글을 읽고 답했다 어제 본 영화는 생각보다 조용했지만 마지막 장면이 오래 남는다 책으로 다시
    보고 싶다 the second half is better than the first I would read it again with friends""".split()
POSTS, PROBES, SILENCE = 10, 10, 20
WARM_UP = 3               # rounds; until then Java compiles much of what it runs
HANDED_OVER = 12          # seconds; a connection that falls silent hands its statistics over after ten
MOST_OTHERS = .1          # of the processors


def a_word():
    return "bq" + secrets.token_hex(6)


def a_text(word):
    return " ".join(random.choices(WORDS, k=20) + [word])


class Member:
    """Somebody who is signed in, on a connection of their own."""

    def __init__(self, number):
        self.handle, self.posts, self.token, self.used = f"bench_comments_{number}", [], "", 0.0
        self.connection = http.client.HTTPConnection(address.hostname, address.port or 80, timeout=60)

    def call(self, method, path, body=None):
        if time.monotonic() - self.used > 2:
            self.connection.close()             # before the server does; the next request opens it again
        headers = {"Content-Type": "application/json", **({"Authorization": "Bearer " + self.token} if self.token else {})}
        self.connection.request(method, "/api/v1" + path, None if body is None else json.dumps(body).encode(), headers)
        with self.connection.getresponse() as answer:
            text = answer.read()
        self.used = time.monotonic()
        return answer.status, json.loads(text or b"null")

    def make(self, path, body):
        status, answer = self.call("POST", path, body)
        if status not in (200, 201):
            raise RuntimeError(f"POST {path}: {status} {answer}")
        return answer

    def log_in(self):
        self.token = ""
        body = {"login": self.handle, "password": PASSWORD}
        if self.call("POST", "/auth/login", body)[0] == 401:
            self.make("/auth/signup", {"handle": self.handle, "name": self.handle, "password": PASSWORD,
                                       "email": self.handle + "@bench.example"})
        self.token = self.make("/auth/login", body)["accessToken"]

    def comment(self, author, word):
        return self.make(f"/posts/{random.choice(author.posts)}/comments", {"body": a_text(word)})


class Wakeups:
    """How often threads went to sleep, those as well that have ended, as far as they were seen."""

    def __init__(self, pid):
        self.path, self.seen = pathlib.Path(f"/proc/{pid}/task"), {}

    def count(self):
        for thread in os.listdir(self.path):
            try:
                status = (self.path / thread / "status").read_text()
                self.seen[thread] = int(re.search(r"^voluntary_ctxt_switches:\s*(\d+)", status, re.M)[1])
            except (FileNotFoundError, ProcessLookupError):
                pass
        return sum(self.seen.values())


def now():
    """What is counted at once; times in microseconds."""
    machine, idle = of_machine()
    mine = sum(os.times()[:4]) * 1_000_000 + stat(database.backend)[1] * TICK
    java_time, postgres_time = server.of_java(), server.of_postgres()
    return {
        "java": java_time, "postgres": postgres_time, "cpu": java_time + postgres_time, "machine": machine,
        "others": machine - idle - java_time - postgres_time - mine,
        "wakeups": wakeups.count(), "wal": int(database.query("select pg_wal_lsn_diff(pg_current_wal_insert_lsn(), '0/0')")[0][0])}


def handed_over():
    """What PostgreSQL's statistics count, without what this connection did."""
    database.query("select pg_stat_force_next_flush()")
    own = database.sent
    statements = "(select sum(calls) from pg_stat_statements where query not in ('BEGIN', 'COMMIT', 'ROLLBACK'))"
    commits, fsyncs, calls = database.query(f"""
        select (select xact_commit from pg_stat_database where datname = current_database()),
               (select sum(fsyncs) from pg_stat_io where object = 'wal'), {statements if has_statements else 0}""")[0]
    return {"commits": int(commits) - own, "fsyncs": int(fsyncs), "statements": int(calls) - own}


def behind():
    return {tuple(row) for row in database.query("""
        select name, xact, activity_id from log_consumer
        where (xact, activity_id) < (select xact, id from activity order by xact desc, id desc limit 1)""")
            if row[0] not in left_out}


def wait_for_consumers():
    """What no longer moves in a minute is of a consumer that there is no more."""
    before, since = behind(), time.monotonic()
    while before:
        time.sleep(.05)
        if (rest := behind()) != before:
            before, since = rest, time.monotonic()
        elif time.monotonic() - since > 60:
            left_out.update(row[0] for row in rest)
            print("left out, as they do not move:", *sorted(left_out), flush=True)
            before = behind()


def is_found(number, word):
    answer = members[0].call("GET", f"/search?q={word}&type=comment")[1]
    hits = [item["id"] for group in answer["groups"] for item in group["items"]]
    return number in hits and answer["index"]["behindSeconds"] == 0


def wait_until(done, every, most=120):
    end = time.monotonic() + most
    while not done():
        if time.monotonic() > end:
            sys.exit(f"not done within {most} s")
        time.sleep(every)


def measured(work):
    """What some work cost until nothing was left of it to be done, for each of what it stored."""
    before = {**handed_over(), **now()}
    stored, more = work()
    after = now()
    share = (after["others"] - before["others"]) / (after["machine"] - before["machine"])
    if share > MOST_OTHERS and not options.anyway:
        sys.exit(f"Others took {share:.0%} of the processors: no figures (--anyway prints them all the same).")
    time.sleep(HANDED_OVER)
    after |= handed_over()
    return {**{name: (after[name] - before[name]) / stored for name in before}, "share": share, **more}


def send(member, until):
    """What each answer took, when the last one came, and the last comment."""
    times, last, others = [], (0, ""), [other for other in members if other is not member]
    while (begun := time.monotonic()) < until:
        word = a_word()
        last = (member.comment(random.choice(others), word)["id"], word)
        times.append(time.monotonic() - begun)
    return times, time.monotonic(), last


def comments(seconds=options.seconds):
    begun = time.monotonic()
    running = {pool.submit(send, member, begun + seconds) for member in members[:options.senders]}
    sent = running
    while running:
        running = concurrent.futures.wait(running, .5).not_done
        wakeups.count()
    times, ends, lasts = zip(*(sender.result() for sender in sent))
    wait_for_consumers()
    wait_until(lambda: is_found(*max(lasts)), .25)
    rest, times = time.monotonic() - max(ends), sorted(sum(times, []))
    return len(times), {"rate": len(times) / (max(ends) - begun), "p50": times[len(times) // 2] * 1000,
                        "p99": times[int(len(times) * .99)] * 1000, "rest": rest}


INSERT = """
    insert into bench_insert (id, post_id, author_id, path, current_version, like_count, created_at, updated_at, body)
    values ({0}::bigint, {1}::bigint, {2}::bigint, array[{0}::bigint], 1, 0, now(), now(), {3})"""


def inserts():
    body = a_text(a_word())
    stored = by_pgbench(body) if pgbench else by_threads(body)
    return stored, {"rate": stored / options.seconds}


def by_pgbench(body):
    return server.pgbench("\\set id random(1, 1000000000)\n" + " ".join(INSERT.format(":id", ":id", ":id", ":body").split()) + ";\n",
                          options.seconds, options.senders, body=body)


def by_threads(body):
    end = time.monotonic() + options.seconds

    def insert(_):
        connection, count = Database(port, password), 0
        connection.prepare(INSERT.format("$1", "$2", "$3", "$4"))
        while time.monotonic() < end:
            number = random.randrange(1_000_000_000)
            connection.execute(number, number, number, body)
            count += 1
        connection.close()
        return count

    return sum(pool.map(insert, range(options.senders)))


def fill(rows):
    """Rows of a kind that everything reads and nothing cares for."""
    rest = rows - int(database.query("select count(*) from activity")[0][0])
    while rest > 0:
        some = min(rest, 10_000)
        database.query(f"insert into activity (verb, subject) select 'bench.filled', 'bench:' || n from generate_series(1, {some}) n")
        rest -= some
    wait_for_consumers()
    database.query("vacuum analyze activity")


def probe():
    """Milliseconds after the answer until the author is told, and until search finds a comment."""
    sender, author = random.sample(members[1:], 2)
    word = a_word()
    number, begun = sender.comment(author, word)["id"], time.monotonic()

    def is_told():
        items = author.call("GET", "/notifications?limit=1")[1]["items"]
        return any(item["kind"] == "comment" and item["subject"]["id"] == number for item in items)

    def after(done, every):
        wait_until(done, every)
        return (time.monotonic() - begun) * 1000

    waiting = pool.submit(after, is_told, .005), pool.submit(after, lambda: is_found(number, word), .02)
    return [each.result() for each in waiting]


def quiet():
    wait_for_consumers()
    time.sleep(HANDED_OVER)


address = urllib.parse.urlsplit(options.base)
server = Server(options.base, options.home)
password, port, database = server.password, server.port, server.database
wakeups, left_out = Wakeups(server.java), set()
has_statements = "pg_stat_statements" in database.query("show shared_preload_libraries")[0][0]
if has_statements:
    database.query("create extension if not exists pg_stat_statements")
pgbench = shutil.which("pgbench")
if not pgbench:
    print("There is no pgbench in PATH: this script inserts itself, at a lower rate.")

members = [Member(number) for number in range(max(3, options.senders))]
pool = concurrent.futures.ThreadPoolExecutor(len(members))
for member in members:
    member.log_in()
slug = next(each["slug"] for each in members[0].call("GET", "/categories")[1]["items"]
            if (each["readRole"], each["writeRole"]) == ("any", "member"))
for member in members:
    member.posts = [member.make("/posts", {"category": slug, "title": f"bench {n}", "body": "bench"})["id"] for n in range(POSTS)]
wait_for_consumers()
if options.log_rows:
    fill(options.log_rows)
log_rows = int(database.query("select count(*) from activity")[0][0])
database.query("drop table if exists bench_insert")
database.query("""create table bench_insert as select c.*, v.body from comment c join comment_version v on v.comment_id = c.id
    with no data""")
comments(WARM_UP * options.seconds)
database.query("checkpoint")

plain, stored = [], []
for number in range(options.rounds):
    for member in members:
        member.log_in()
    quiet()
    plain.append(measured(inserts))
    database.query("truncate bench_insert")
    stored.append(measured(comments))
    print(f"round {number + 1}: insert {plain[-1]['postgres']:.1f} µs, comment {stored[-1]['cpu']:,.0f} µs; others took "
          f"{plain[-1]['share']:.0%} and {stored[-1]['share']:.0%} of the processors", flush=True)
database.query("drop table bench_insert")

silent = measured(lambda: (SILENCE, time.sleep(SILENCE) or {}))
probes = []
for member in members:
    member.log_in()
for _ in range(PROBES):
    wait_for_consumers()
    time.sleep(1.5)
    probes.append(probe())

print(f"\n{options.senders} senders, {options.seconds:g} s, {options.rounds} rounds; {log_rows:,} rows in the log before; "
      f"median (range)\n{'for each':22}{'plain insert':>28}{'comment':>28}{'x insert':>24}")
for name, title in (("cpu", "CPU, µs"), ("java", "  of Java"), ("postgres", "  of PostgreSQL"), ("statements", "statements"),
                    ("commits", "commits"), ("fsyncs", "fsyncs of the WAL"), ("wal", "bytes of WAL"), ("wakeups", "wake-ups of Java")):
    if name == "statements" and not has_statements:
        continue
    # while rows are inserted Java does nothing for them
    of = "postgres" if name == "cpu" else None if name in ("java", "wakeups") else name
    ratio = shown([b[name] / a[of] for a, b in zip(plain, stored)]) if of else ""
    print(f"{title:22}{shown([row[of] for row in plain]) if of else '':>28}{shown([row[name] for row in stored]):>28}{ratio:>24}")
print(f"{'stored a second':22}{shown([row['rate'] for row in plain]):>28}{shown([row['rate'] for row in stored]):>28}")
for name, title in (("p50", "answered, ms"), ("p99", "  of a hundred, 99"), ("rest", "in step after, s")):
    print(f"{title:22}{'':28}{shown([row[name] for row in stored]):>28}")
for title, times in zip(("the author is told", "search finds it"), zip(*probes)):
    print(f"idle: {title} after {statistics.median(times):.0f} ms, at most {max(times):.0f} ms, of {PROBES}")
print(f"silence, a second: Java {silent['java'] / 1000:.1f} ms, PostgreSQL {silent['postgres'] / 1000:.1f} ms, "
      f"{silent['commits']:.1f} commits, " + (f"{silent['statements']:.1f} statements, " if has_statements else "")
      + f"{silent['wakeups']:.0f} wake-ups of Java, {silent['wal']:.0f} bytes of WAL")
