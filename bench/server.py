"""What the scripts here share: the server of a home, its database, and the processor time that both took.

Not a script of its own.
"""
import base64
import hashlib
import hmac
import os
import pathlib
import re
import secrets
import socket
import statistics
import struct
import subprocess
import sys
import tempfile
import urllib.parse

TICK = 1_000_000 / os.sysconf("SC_CLK_TCK")     # microseconds


class Database:
    """As much of PostgreSQL's protocol as is needed here: a home brings no psql."""

    def __init__(self, port, password):
        self.sent = 0
        self.connection = socket.create_connection(("127.0.0.1", port))
        self.connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.answers = self.connection.makefile("rb")
        start = struct.pack("!i", 196608) + b"user\0madang\0database\0postgres\0\0"
        self.connection.sendall(struct.pack("!i", len(start) + 4) + start)
        self.sign_in(password)
        self.rows()
        self.backend = int(self.query("select pg_backend_pid()")[0][0])

    def send(self, *messages):
        self.connection.sendall(b"".join(kind + struct.pack("!i", len(body) + 4) + body for kind, body in messages))

    def answer(self):
        kind, length = struct.unpack("!ci", self.answers.read(5))
        body = self.answers.read(length - 4)
        if kind == b"E":
            sys.exit("database: " + body.replace(b"\0", b" ").decode(errors="replace"))
        return kind, body

    def sign_in(self, password):
        """SCRAM-SHA-256 (RFC 5802, 7677)."""
        first = "n=,r=" + secrets.token_hex(12)
        begun = ("n,," + first).encode()
        self.answer()
        self.send((b"p", b"SCRAM-SHA-256\0" + struct.pack("!i", len(begun)) + begun))
        challenge = self.answer()[1][4:].decode()
        given = dict(part.split("=", 1) for part in challenge.split(","))
        salted = hashlib.pbkdf2_hmac("sha256", password.encode(), base64.b64decode(given["s"]), int(given["i"]))
        key = hmac.digest(salted, b"Client Key", "sha256")
        last = "c=biws,r=" + given["r"]
        signature = hmac.digest(hashlib.sha256(key).digest(), f"{first},{challenge},{last}".encode(), "sha256")
        proof = base64.b64encode(bytes(a ^ b for a, b in zip(key, signature))).decode()
        self.send((b"p", f"{last},p={proof}".encode()))

    def rows(self):
        rows = []
        while (answer := self.answer())[0] != b"Z":
            if answer[0] == b"D":
                rows.append(self.columns(answer[1]))
        return rows

    @staticmethod
    def columns(body):
        columns, at = [], 2
        for _ in range(struct.unpack_from("!h", body)[0]):
            length, at = struct.unpack_from("!i", body, at)[0], at + 4
            columns.append(None if length < 0 else body[at:at + length].decode())
            at += max(length, 0)
        return columns

    def query(self, sql):
        self.send((b"Q", sql.encode() + b"\0"))
        rows = self.rows()
        self.sent += 1
        return rows

    def close(self):
        self.answers.close()
        self.connection.close()

    def prepare(self, sql):
        self.send((b"P", b"\0" + sql.encode() + b"\0\0\0"), (b"S", b""))
        self.rows()

    def execute(self, *values):
        texts = [str(value).encode() for value in values]
        bound = b"".join(struct.pack("!i", len(text)) + text for text in texts)
        self.send((b"B", b"\0\0\0\0" + struct.pack("!h", len(texts)) + bound + b"\0\0"), (b"E", b"\0" * 5), (b"S", b""))
        self.rows()


def stat(pid):
    """Parent, and ticks: its own, and those of its children that ended."""
    fields = pathlib.Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return int(fields[1]), int(fields[11]) + int(fields[12]), int(fields[13]) + int(fields[14])


class Server:
    """Madang as it serves a home at an address of this machine. Times are microseconds of processor time."""

    def __init__(self, base, home):
        lock = home / "serve.lock"
        self.java, served = lock.exists() and lock.read_text().split()[:2] or (0, "")
        address = urllib.parse.urlsplit(base)
        if not os.path.exists(f"/proc/{self.java}") or urllib.parse.urlsplit(served).port != address.port:
            sys.exit(f"{base} does not serve {home}")
        self.password = (home / "pg/password").read_text().strip()
        postmaster, _, _, port = map(str.strip, (home / "pg/data/postmaster.pid").read_text().split("\n")[:4])
        self.port, self.postmaster = int(port), int(postmaster)
        self.database = Database(self.port, self.password)

    def of_java(self):
        return stat(self.java)[1] * TICK

    def of_postgres(self):
        """Without what this script asks. A process that ends meanwhile would be counted twice or not at all: again then."""
        while True:
            _, ticks, ended = stat(self.postmaster)
            ticks += ended
            for pid in filter(str.isdigit, os.listdir("/proc")):
                try:
                    parent, own, _ = stat(pid)
                except (FileNotFoundError, ProcessLookupError):
                    continue
                ticks += own if parent == self.postmaster and int(pid) != self.database.backend else 0
            if stat(self.postmaster)[2] == ended:
                return ticks * TICK

    def pgbench(self, sql, seconds, connections=8, **variables):
        """How often it was done, by so many connections at once."""
        with tempfile.NamedTemporaryFile("w", suffix=".sql") as script:
            script.write(sql)
            script.flush()
            told = subprocess.run(
                ["pgbench", "-n", "-M", "prepared", "-c", str(connections), "-j", str(min(connections, os.cpu_count())),
                 "-T", str(round(seconds)), "-f", script.name, *(f"-D{name}={value}" for name, value in variables.items()),
                 "-h", "127.0.0.1", "-p", str(self.port), "-U", "madang", "postgres"],
                env={**os.environ, "PGPASSWORD": self.password}, capture_output=True, text=True)
        counted = re.search(r"transactions actually processed: (\d+)", told.stdout)
        if told.returncode or not counted:
            sys.exit("pgbench: " + told.stderr)
        return int(counted[1])


def of_machine():
    """All processor time, and what of it was idle."""
    times = [int(n) * TICK for n in pathlib.Path("/proc/stat").read_text().split("\n", 1)[0].split()[1:9]]
    return sum(times), times[3] + times[4]


def shown(values):
    digits = 0 if statistics.median(values) >= 100 else 2 if statistics.median(values) < 10 else 1
    return f"{statistics.median(values):,.{digits}f} ({min(values):,.{digits}f}-{max(values):,.{digits}f})"
