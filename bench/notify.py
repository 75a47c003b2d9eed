#!/usr/bin/env python3
"""How fast the followers of a member are told of a new post, and whether requests suffer meanwhile.

usage: bench/notify.py http://localhost:8080 LOGIN PASSWORD PSQL-COMMAND [FOLLOWERS]

For a home of its own, with limits off (MADANG_LIMITS_ENABLED=false): it makes so many members (10,000) with SQL who follow LOGIN
and asked to be told. PSQL-COMMAND is how to reach the home's database, such as "psql -h 127.0.0.1 -p … -U madang postgres". Prints the time from
the answer 201 to the last row, and the p99 of a request loop without and during that, the median of five rounds.
"""
import json
import shlex
import statistics
import subprocess
import sys
import threading
import time
import urllib.request

base, login, password, psql = sys.argv[1:5]
followers = int(sys.argv[5]) if len(sys.argv) > 5 else 10_000


def call(method, path, body=None, token=""):
    headers = {"Content-Type": "application/json"}
    if token:
        headers["Authorization"] = "Bearer " + token
    request = urllib.request.Request(base + "/api/v1" + path, method=method, headers=headers,
                                     data=None if body is None else json.dumps(body).encode())
    with urllib.request.urlopen(request) as answer:
        return json.loads(answer.read() or b"null")


def sql(text):
    return subprocess.run(shlex.split(psql) + ["-At", "-q", "-c", text], check=True, capture_output=True,
                          text=True).stdout.strip()


def p99(times):
    return sorted(times)[int(len(times) * .99)]


token = call("POST", "/auth/login", {"login": login, "password": password})["accessToken"]
author = call("GET", "/users/me", token=token)["id"]
category = call("GET", "/categories")
category = (category["items"] if isinstance(category, dict) else category)[0]["slug"]
sql(f"""
    insert into member (handle, name) select 'bench_' || n, 'bench ' || n from generate_series(1, {followers}) n
      on conflict do nothing;
    insert into follow (member_id, followed_id) select id, {author} from member where handle like 'bench\\_%'
      on conflict do nothing;
    insert into notification_preference (member_id, kind, on_page, by_mail, by_push)
      select id, 'post', true, false, true from member where handle like 'bench\\_%' on conflict do nothing;
    analyze member, follow, notification_preference""")


class Load(threading.Thread):
    """Reads a list over and over, a request each 4 ms at most, as a busy evening would."""

    def __init__(self):
        super().__init__(daemon=True)
        self.times, self.over = [], False

    def run(self):
        while not self.over:
            start = time.perf_counter()
            call("GET", "/posts?limit=20", token=token)
            took = time.perf_counter() - start
            self.times.append((start, took * 1000))
            time.sleep(max(0, .004 - took))


def post(n):
    before = sql("select coalesce(max(id), 0) from notification")
    # the database itself waits for them, begun before: starting a program costs more than they do
    waiting = subprocess.Popen(shlex.split(psql) + ["-q", "-c", f"""do $$ begin
        for tries in 1 .. 3000 loop
            exit when (select count(*) from notification where id > {before}) >= {followers};
            perform pg_sleep(.02);
        end loop; end $$"""])
    time.sleep(.5)
    answer = call("POST", "/posts", {"category": category, "title": f"to all {n}", "body": "text"}, token)
    begun = time.perf_counter()
    waiting.wait()
    ended = time.perf_counter()
    if int(sql(f"select count(*) from notification where post_id = {answer['id']}")) != followers:
        sys.exit("not all were told within a minute")
    return begun, ended


post(0)
load = Load()
load.start()
time.sleep(3)
load.times.clear()
time.sleep(8)
idle = [took for _, took in load.times]
spans, during = [], []
for n in range(1, 6):
    load.times.clear()
    begun, ended = post(n)
    spans.append(ended - begun)
    during += [took for start, took in load.times if begun - took / 1000 <= start <= ended]
    time.sleep(1)
load.over = True
print(f"{followers} followers told in {statistics.median(spans):.2f} s (worst {max(spans):.2f} s)")
print(f"p99 of a list: {p99(idle):.1f} ms idle ({len(idle)} requests), {p99(during):.1f} ms during ({len(during)})")
