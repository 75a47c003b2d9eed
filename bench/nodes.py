#!/usr/bin/env python3
"""What is said on one node and heard on another: how much a second, how late, and what it costs.

usage: bench/nodes.py HOME OTHER BROKER [RATE...]

For two nodes of one database, started with limits off (MADANG_LIMITS_ENABLED=false); HOME has the database, OTHER is the home of the
second node, BROKER the process id of the broker, or 0. In each of eight rooms a member speaks on the first node, RATE messages a second in
all, for twenty seconds, and another listens on the second. Prints when the second hears it (bench/Sockets.java) and the processor time
of a message: of the first node, the second, PostgreSQL and the broker.
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

from server import Server, TICK, stat

ROOMS, SECONDS = 8, 20
homes = [pathlib.Path(home) for home in sys.argv[1:3]]
broker, *rates = [int(number) for number in sys.argv[3:]]
rates = rates or [20, 200, 500]
(first, base), (second, other) = [home.joinpath("serve.lock").read_text().split()[:2] for home in homes]
server, run = Server(base, homes[0]), format(time.time_ns(), "x")[-8:]
port, elsewhere = [urllib.parse.urlsplit(each).port for each in (base, other)]
database = server.database


def told():
    ids = [int(row[0]) for row in database.query(f"""insert into member (handle, name)
        select 'nodes_{run}_' || n, 'nodes ' || n from generate_series(1, {2 * ROOMS}) n returning id""")]
    lines = []
    for speaker, listener in zip(ids[::2], ids[1::2]):
        room = int(database.query("insert into room (kind, name, member_count) values ('group', 'bench', 2) returning id")[0][0])
        for id, end in (speaker, ""), (listener, f" {elsewhere}"):
            token = f"madang_{run}{id}"
            database.query(f"""insert into access_token (member_id, name, hash, scopes, expires_at) values ({id}, 'bench',
                '\\x{hashlib.sha256(token.encode()).hexdigest()}', '{{read,write}}', now() + interval '1 day')""")
            database.query(f"insert into room_member (room_id, member_id) values ({room}, {id})")
            lines.append(f"{token} {room}{end}\n")
    return lines


def spent():
    return [stat(first)[1] * TICK, stat(second)[1] * TICK, server.of_postgres(), stat(broker)[1] * TICK if broker else 0]


with tempfile.NamedTemporaryFile("w", suffix=".tokens") as file:
    file.writelines(told())
    file.flush()
    java = os.path.join(os.environ["JAVA_HOME"], "bin", "java") if "JAVA_HOME" in os.environ else "java"
    for rate in [rates[0], *rates]:     # the first one warms up
        generator = subprocess.Popen([java, "-Xmx256m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1",
                                      str(pathlib.Path(__file__).parent / "Sockets.java"), str(port), file.name, "fanout",
                                      str(rate), str(SECONDS)], stdout=subprocess.PIPE, text=True)
        for line in generator.stdout:
            if line.startswith("open"):
                before = spent()
            elif line.startswith("sent"):
                costs = [(after - then) / int(re.search(r"sent (\d+)", line)[1]) for then, after in zip(before, spent())]
                print(f"{rate} a second: {line.strip()}")
                print("    µs a message: first {:.0f}, second {:.0f}, PostgreSQL {:.0f}, broker {:.0f}".format(*costs), flush=True)
            else:
                print(line.strip())
