#!/usr/bin/env python3
"""Many sockets of chat: what each costs the server, how many deliveries it makes, how soon all are back after a cut.

usage: bench/sockets.py HOME idle [SOCKETS] [SECONDS]
       bench/sockets.py HOME fanout [ROOMS] [RATE] [SECONDS]
       bench/sockets.py HOME resume [SOCKETS] [MISSED]
       bench/sockets.py HOME cost [SECONDS]
       bench/sockets.py HOME soak [SOCKETS] [RATE] [SECONDS] [LOG]

For a home that a server serves on this machine with limits off (MADANG_LIMITS_ENABLED=false) and room for them
(MADANG_CHAT_SOCKETS=11000). Makes members, access tokens and rooms in the home's database, ten sockets a member; rooms have fifty
sockets. Prints the server's anonymous memory (of idle sockets after garbage was collected) and processor time, and what
bench/Sockets.java saw, which runs in a process of its own.
The cost is that of a message of eight senders in eight rooms, all that follows it included, beside as many plain inserts of its row
(pgbench has to be in PATH). The soak says something at random, RATE times a second, and cuts two sockets a second, which come back. Each minute it prints the
server's memory, its live heap after a collection (jcmd), and the warnings and errors in LOG, the file to which the server writes.
It exits with 1 if there was one, or anything was missing or doubled.
"""
import hashlib
import os
import pathlib
import re
import subprocess
import sys
import tempfile
import time
import urllib.parse

from server import Database, Server

home, kind = sys.argv[1:3]
numbers = [float(number) for number in sys.argv[3:] if number[:1].isdigit()]
log = next((word for word in sys.argv[3:] if not word[:1].isdigit()), None)
here = pathlib.Path(__file__).parent
with open(os.path.join(home, "serve.lock")) as lock:
    process, base = lock.read().split()[:2]
port = urllib.parse.urlsplit(base).port or 80
postmaster = pathlib.Path(home, "pg", "data", "postmaster.pid").read_text().splitlines()
database = Database(int(postmaster[3]), pathlib.Path(home, "pg", "password").read_text().strip())
run = format(time.time_ns(), "x")[-8:]


def anonymous():
    with open(f"/proc/{process}/status") as status:
        return next(int(line.split()[1]) for line in status if line.startswith("RssAnon"))


def seconds():
    with open(f"/proc/{process}/stat") as stat:
        fields = stat.read().rsplit(") ", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def live():
    """Megabytes of the heap that are still there after a collection."""
    subprocess.run([tool("jcmd"), process, "GC.run"], check=True, stdout=subprocess.DEVNULL)
    heap = subprocess.run([tool("jcmd"), process, "GC.heap_info"], check=True, capture_output=True, text=True).stdout
    return sum(map(int, re.findall(r"total \d+K, used (\d+)K", heap))) / 1024


def members(count):
    database.query(f"""insert into member (handle, name) select 'socket_{run}_' || n, 'socket ' || n
        from generate_series(1, {count}) n""")
    rows = database.query(f"select id from member where handle like 'socket\\_{run}\\_%' order by id")
    return [int(row[0]) for row in rows]


def tokens(ids):
    told = {id: f"madang_{run}{id}" for id in ids}
    values = ",".join(f"({id}, 'bench', '\\x{hashlib.sha256(token.encode()).hexdigest()}', '{{read,write}}', now() + interval '1 day')"
                      for id, token in told.items())
    database.query("insert into access_token (member_id, name, hash, scopes, expires_at) values " + values)
    return told


def rooms(ids, size):
    """Rooms of so many sockets, ten a member."""
    each = max(1, size // 10)
    lines, told = [], tokens(ids)
    for first in range(0, len(ids), each):
        some = ids[first:first + each]
        room = int(database.query(f"""insert into room (kind, name, member_count) values ('group', 'bench', {len(some)})
            returning id""")[0][0])
        database.query("insert into room_member (room_id, member_id) values " + ",".join(f"({room}, {id})" for id in some))
        lines.append([(told[id], room) for id in some for _ in range(10)])
    # one of each room first, for whoever speaks in turn
    return [line for row in zip(*lines) for line in row], len(lines)


def tool(name):
    java = os.environ.get("JAVA_HOME")
    return os.path.join(java, "bin", name) if java else name


def generate(lines, *arguments):
    with tempfile.NamedTemporaryFile("w", suffix=".tokens", delete=False) as file:
        file.writelines(f"{token} {room}\n" for token, room in lines)
    return subprocess.Popen([tool("java"), "-Xmx1g", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1",
                             str(here / "Sockets.java"), str(port), file.name, *map(str, arguments)],
                            stdout=subprocess.PIPE, text=True)


INSERT = """\\set id random(1, 1000000000)
insert into bench_message (id, room_id, seq, author_id, client_id, body, mentioned, state, version, created_at) values
(:id::bigint, :id::bigint, :id::bigint, :id::bigint, :id::text, '토요일에 책방으로 가져갈게요', '{}', 'listed', 1, now());
"""


def told(what, before, after, wall):
    print(f"{what}: {(after - before) / wall * 100:.1f}% of a core")


if kind == "idle":
    count = int(numbers[0]) if numbers else 10_000
    wait = int(numbers[1]) if len(numbers) > 1 else 60
    lines, _ = rooms(members(count // 10), 50)
    live()
    memory = anonymous()
    generator = generate(lines, "idle", wait + 20)
    for line in generator.stdout:
        print(line.strip())
        if line.startswith("open"):
            time.sleep(15)
            before = seconds()
            time.sleep(wait)
            told("idle", before, seconds(), wait)
            live()
            print(f"{(anonymous() - memory) / count:.1f} KB of anonymous memory each ({memory / 1024:.0f} MB before, "
                  f"{anonymous() / 1024:.0f} MB with them)")
elif kind == "fanout":
    count = int(numbers[0]) if numbers else 20
    rate = numbers[1] if len(numbers) > 1 else 200
    wait = int(numbers[2]) if len(numbers) > 2 else 30
    lines, _ = rooms(members(count * 5), 50)
    generator = generate(lines, "fanout", rate, wait)
    before, began = seconds(), time.time()
    for line in generator.stdout:
        if line.startswith("open"):
            before, began = seconds(), time.time()
        print(line.strip())
    told("server", before, seconds(), time.time() - began)
elif kind == "resume":
    count = int(numbers[0]) if numbers else 1000
    missed = int(numbers[1]) if len(numbers) > 1 else 50
    lines, _ = rooms(members(count // 10), 50)
    for room in sorted({room for _, room in lines}):
        author = database.query(f"select min(member_id) from room_member where room_id = {room}")[0][0]
        database.query(f"""insert into message (room_id, seq, author_id, client_id, body)
            select {room}, n, {author}, '{run}-{room}-' || n, '놓친 말 ' || n from generate_series(1, {missed}) n""")
        database.query(f"update room set last_seq = {missed} where id = {room}")
    epoch = hashlib.sha256(database.query("""select system_identifier || ' ' || timeline_id || ' ' || 'message'::regclass::oid
        from pg_control_system(), pg_control_checkpoint()""")[0][0].encode()).digest()[:8].hex()
    generator = generate(lines, "resume", epoch, 0, missed)
    print(generator.stdout.read().strip())
elif kind == "cost":
    wait = int(numbers[0]) if numbers else 10
    server, lines = Server(base, pathlib.Path(home)), []
    for id, token in tokens(members(8)).items():
        room = int(database.query("insert into room (kind, name, member_count) values ('group', 'bench', 1) returning id")[0][0])
        database.query(f"insert into room_member (room_id, member_id) values ({room}, {id})")
        lines.append((token, room))
    database.query("drop table if exists bench_message")
    database.query("create table bench_message as select * from message limit 0")
    for round in range(3):
        before = server.of_postgres()
        inserted = server.pgbench(INSERT, wait / 2)
        plain = (server.of_postgres() - before) / inserted
        for line in generate(lines, "cost", 3 if round else 20, wait).stdout:
            if line.startswith("begin"):
                java, postgres = server.of_java(), server.of_postgres()
            elif line.startswith("stored"):
                stored = int(line.split()[1])
                time.sleep(1)   # what follows from the last ones
                java, postgres = (server.of_java() - java) / stored, (server.of_postgres() - postgres) / stored
                print(f"{stored / wait:.0f} messages a second, each {java:.0f} µs of Java and {postgres:.0f} of PostgreSQL, "
                      f"{(java + postgres) / plain:.1f} x a plain insert ({plain:.0f})", flush=True)
            else:
                print(line.strip())
    database.query("drop table bench_message")
elif kind == "soak":
    count = int(numbers[0]) if numbers else 500
    rate = numbers[1] if len(numbers) > 1 else 20
    wait = int(numbers[2]) if len(numbers) > 2 else 600
    lines, _ = rooms(members(count // 10), 50)
    logged, before = os.path.getsize(log) if log else 0, seconds()
    generator, troubles, wrong, began = generate(lines, "soak", rate, wait), [], False, time.time()
    for line in generator.stdout:
        print(line.strip(), flush=True)
        wrong = wrong or bool(re.search("(holes|doubles|errors|server|behind) [1-9]", line))
        if re.match("open|minute|end", line):
            memory = anonymous() / 1024
            if log:
                with open(log) as text:
                    text.seek(logged)
                    troubles = [each for each in text if re.search(r"\b(WARN|ERROR)\b", each)]
            print(f"    RssAnon {memory:.1f} MB, live heap {live():.1f} MB, {len(troubles)} warnings and errors in the log", flush=True)
    told("server", before, seconds(), time.time() - began)
    print("".join(troubles[:20]), end="")
    sys.exit(1 if wrong or troubles or generator.wait() else 0)
else:
    sys.exit(__doc__)
