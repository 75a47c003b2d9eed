#!/usr/bin/env python3
"""What PostgreSQL reads for a request as the tables grow.

usage: bench/statements.py film-reviews.ndjson.gz --folder FOLDER [--sizes 100000,1000000,10000000] [--port 8199] [--only WORD]

Starts Madang on the homes of bench/rows.py, which are made where they are missing, asks for each path some times with values that
differ, and adds up the pages of 8 KB that its statements read (pg_stat_statements), in memory or not. That is the same on a machine
that has other work. Prints pages and milliseconds of PostgreSQL a request by size, the exponent with which pages grow, each statement
that grows (FOLDER/statements.json has all), and how large each table is.
"""
import base64
import json
import random
import re
import sys
import time
import urllib.parse
import zlib

import growth
import ratio
import rows

WARM_UP, ASKED = 40, 20         # a path: PostgreSQL plans the first calls of each connection for their values
PAUSED_WARM_UP, PAUSED = 11, 4  # of what is kept for a second
GROWS = .1
FEW = 10                        # pages a call: what reads fewer at the largest size is not looked at
ONCE = .5                       # calls for each request that reads: what is called less often is other work beside it


def cursor(name, *keys):
    text = f"{name}:{','.join(map(str, keys))}"
    return base64.urlsafe_b64encode(f"{text}:{zlib.crc32(text.encode()):x}".encode()).decode().rstrip("=")


class Asking:
    """The paths, and what is asked for on each."""

    def __init__(self, base, database, posts):
        self.community, self.database, self.posts, self.asked = ratio.Community(base, database), database, posts, 0
        database.query("update member set role = 'admin' where handle = 'bench_ratio_0'")
        database.query("""insert into follow (member_id, followed_id)
            select m.id, o.n from member m, generate_series(1, 200) o (n) where handle = 'bench_ratio_0' on conflict do nothing""")
        self.authors = [row[0] for row in database.query("""select handle from member join member_count on member_id = id
            order by post_count desc limit 200""")]
        self.items = [row[0] for row in database.query("select item_id from item_count order by post_count desc limit 200")]
        self.hot = posts     # the one with a fiftieth of all comments
        self.list = self.list_name()
        self.comments = [row[0] for row in database.query(f"""select id from comment where post_id = {self.hot} and parent_id is null
            and id > (select max(id) / 2 from comment) order by id limit 200""")]

    def of(self, some):
        self.asked += 1
        return some[self.asked * 7 % len(some)]

    def post(self):
        return random.randrange(1, self.posts)

    def deep(self):
        """After some post in the middle of all."""
        at, number = self.database.query(f"""select (extract(epoch from created_at) * 1000000)::bigint, id from post
            where id >= {self.posts // 2 + random.randrange(self.posts // 10)} and category_id = 1 order by id limit 1""")[0]
        return at, number

    def paths(self):
        """Name, path by call, whether it is kept for a second."""
        board, api, item = self.community.board, "/api/v1", urllib.parse.quote
        words = "영화 연기 배우 감독 스토리 음악 재미 감동 액션 공포 코미디 결말 반전 주인공 사랑".split()
        topic = lambda: item(f"topic {self.asked_next(50)}")
        return [
            ("home, HTML", lambda: "/", True),
            ("what one follows (200 people)", lambda: f"{api}/feed/home", True),
            ("board, first page", lambda: f"{api}/posts?category={board}", True),
            ("board, HTML", lambda: f"/c/{board}", True),
            ("board, page 480 by number", lambda: f"{api}/posts?category={board}&page={480 + self.asked_next(20)}", False),
            ("board, half way down by cursor", lambda: f"{api}/posts?category={board}&cursor=" + cursor(self.list, 0, *self.deep()), False),
            ("board, most liked", lambda: f"{api}/posts?category={board}&sort=popular", True),
            ("board, most discussed", lambda: f"{api}/posts?category={board}&sort=discussed", True),
            ("all boards, first page", lambda: f"{api}/posts", True),
            ("tag, latest", lambda: f"{api}/posts?tag={topic()}", False),
            ("tag, most liked", lambda: f"{api}/posts?tag={topic()}&sort=popular", False),
            ("author, latest", lambda: f"{api}/users/{self.of(self.authors)}/posts", False),
            ("author, HTML", lambda: f"/@{self.of(self.authors)}", False),
            ("author's comments", lambda: f"{api}/users/{self.of(self.authors)}/comments", False),
            ("author's likes", lambda: f"{api}/users/{self.of(self.authors)}/likes", False),
            ("item, HTML", lambda: f"/items/{self.of(self.items)}", False),
            ("item's posts", lambda: f"{api}/items/{self.of(self.items)}/posts", False),
            ("item list", lambda: f"{api}/items", True),
            ("post, JSON", lambda: f"{api}/posts/{self.post()}", False),
            ("post, HTML", lambda: f"/p/{self.post()}", False),
            ("post of 2% of all comments, HTML", lambda: f"/p/{self.hot}", False),
            ("its thread, JSON", lambda: f"{api}/posts/{self.hot}/comments", True),
            ("a comment in the midst of it, HTML", lambda: f"/comment/{self.of(self.comments)}", False),
            ("where one left off in it, HTML", lambda: f"/p/{self.hot}/unread?since={round(time.time() * 1000)}", False),
            ("replies of a comment", lambda: f"{api}/comments/{self.of(self.comments)}/replies", False),
            ("likes of a post", lambda: f"{api}/posts/{self.post()}/likes", False),
            ("related posts", lambda: f"{api}/posts/{self.post()}/related", False),
            ("search, two words", lambda: f"{api}/search?q=" + item(" ".join(random.sample(words, 2))), False),
            ("suggestions", lambda: f"{api}/search/suggest?q={item(random.choice(words)[:1])}", False),
            ("notifications", lambda: f"{api}/notifications", False),
            ("notifications' count", lambda: f"{api}/notifications?limit=1", False),
            ("bookmarks", lambda: f"{api}/users/me/bookmarks", False),
            ("recommended", lambda: f"{api}/feed/personal", True),
            ("popular of all", lambda: f"{api}/feed/popular", True),
            ("tags", lambda: f"{api}/tags", False),
            ("boards, HTML", lambda: "/boards", True),
            ("members by name, HTML", lambda: "/members?q=" + item(random.choice("가나다라마바사아")), False),
            ("Atom feed", lambda: "/feed.atom", True),
            ("sitemap, list of files", lambda: "/sitemap.xml", True),
            ("sitemap, one file", lambda: f"/sitemap/posts-{1 + self.asked_next(2)}.xml", True),
            ("admin, overview", lambda: f"{api}/admin/stats/overview", True),
            ("admin, HTML", lambda: "/admin", True),
            ("admin, members", lambda: "/admin/members", True),
            ("admin, log", lambda: "/admin/log", False),
            ("admin, log of a post", lambda: f"/admin/log?subject=post:{self.post()}", False),
            ("admin, jobs", lambda: "/admin/jobs", False),
            ("comment, and what follows", ("POST", lambda: (
                f"{api}/posts/{self.post()}/comments", {"body": f"조용한 영화 {self.asked_next(9**9)}"})), False),
            ("like, and what follows", ("PUT", lambda: (f"{api}/posts/{self.post()}/like", None)), False),
            ("post, and what follows", ("POST", lambda: (f"{api}/posts", {
                "category": board, "title": f"어제 본 영화 {self.asked_next(9**9)}", "body": "끝이 조용하다", "tags": ["topic 1"]})), False),
            ("view of a post, stored", lambda: f"{api}/posts/{self.post()}", False),
        ]

    def asked_next(self, turns):
        self.asked += 1
        return self.asked % turns

    def list_name(self):
        """As the list itself calls its cursors."""
        _, page, _ = self.community.call("GET", f"/api/v1/posts?category={self.community.board}", headers=self.bearer())
        text = re.search(rb'"(?:nextCursor|next|cursor)":"([^"]+)"', page)[1]
        return base64.urlsafe_b64decode(text + b"=" * (-len(text) % 4)).decode().rsplit(":", 2)[0]

    def bearer(self):
        return {"Authorization": "Bearer " + self.community.tokens[0]}

    def ask(self, name, path):
        """Once, as a member."""
        if isinstance(path, tuple):
            address, body = path[1]()
            status, text = self.community.json(path[0], address.removeprefix("/api/v1"), body, self.of(self.community.tokens))
        else:
            address = path()
            headers = self.bearer() if address.startswith("/api") else {"Cookie": self.community.cookie, "Accept": "text/html"}
            status, text, answered = self.community.call("GET", address, headers=headers)
            if status == 303:
                status, text, _ = self.community.call("GET", answered["Location"].split("#")[0], headers=headers)
        if status >= 400 and status != 404:
            sys.exit(f"{name}: {address} is {status}: {text[:300]}")
        return status


def read(database):
    """By text: calls, pages, milliseconds of execution and of planning."""
    return {row[0]: [float(value) for value in row[1:]] for row in database.query("""
        select query, sum(calls), sum(shared_blks_hit + shared_blks_read), sum(total_exec_time), sum(total_plan_time)
        from pg_stat_statements where query !~ 'pg_stat_statements|pg_backend_pid' group by query""")}


def reset(database):
    database.query("select pg_stat_statements_reset()")


def measured(options, size):
    """By path and statement: calls, pages and milliseconds a request."""
    found = {}
    with rows.served(options, rows.filled_home(options, size)) as server:
        database = server.database
        database.query("alter system set pg_stat_statements.track_planning = on")
        database.query("select pg_reload_conf()")
        asking = Asking(f"http://localhost:{options.port}", database, size)
        time.sleep(5)
        reset(database)
        time.sleep(20)
        idle = read(database)
        found["idle, a call"] = {text: [1, *(value / of[0] for value in of[1:])] for text, of in idle.items() if of[0] > 2}
        for name, path, is_kept in asking.paths():
            if options.only not in name:
                continue
            try:
                for _ in range(PAUSED_WARM_UP if is_kept else WARM_UP):
                    status = asking.ask(name, path)
                    time.sleep(1.05 if is_kept else 0)
            except SystemExit as failed:
                print(failed, flush=True)
                continue
            time.sleep(2)
            asking.community.sign_in()
            reset(database)
            asked = PAUSED if is_kept else ASKED
            for _ in range(asked):
                asking.ask(name, path)
                time.sleep(1.05 if is_kept else 0)
            time.sleep(3 if isinstance(path, tuple) or "stored" in name else 0)
            read_now = read(database)
            found[name] = {text: [value / asked for value in of] for text, of in read_now.items() if text not in idle}
            pages, took = (sum(of[n] for of in found[name].values()) for n in (1, 2))
            print(f"{size:>10,} {name}: {status}, {pages:,.0f} pages, {took:.2f} ms", flush=True)
        sizes = {row[0]: [int(value) for value in row[1:]] for row in database.query("""
            select relname, greatest(reltuples, 0)::bigint, pg_table_size(oid), pg_indexes_size(oid) from pg_class
            where relkind = 'r' and relnamespace = 'public'::regnamespace and pg_total_relation_size(oid) > 1000000""")}
    return {"paths": found, "tables": sizes}


def table(by_size):
    sizes = list(by_size)
    print("\n| | " + " | ".join(f"pages at {size:,}" for size in sizes) + " | exponent | " +
          " | ".join(f"ms at {size:,}" for size in sizes) + " |")
    print("| --- |" + " ---: |" * (2 * len(sizes) + 1))
    growing = []
    for name in by_size[sizes[0]]["paths"]:
        least = 0 if "follows" in name or "stored" in name else ONCE
        statements = {size: {text: of for text, of in by_size[size]["paths"].get(name, {}).items() if of[0] >= least} for size in sizes}
        pages = {size: sum(of[1] for of in statements[size].values()) for size in sizes}
        millis = {size: sum(of[2] + of[3] for of in statements[size].values()) for size in sizes}
        slope = growth.exponent({size: max(value, 1) for size, value in pages.items()}) if len(sizes) > 1 else 0
        print(f"| {name} | " + " | ".join(f"{pages[size]:,.0f}" for size in sizes) + f" | {slope:+.2f} | " +
              " | ".join(f"{millis[size]:,.2f}" for size in sizes) + " |")
        for text in statements[sizes[-1]]:
            costs = {size: statements[size][text][1] / statements[size][text][0] for size in sizes if text in statements[size]}
            if len(costs) > 1 and costs[sizes[-1]] > FEW:
                of = growth.exponent({size: max(cost, 1) for size, cost in costs.items()})
                if of > GROWS:
                    growing.append((name, of, costs, statements[sizes[-1]][text], text))
    for name, of, costs, most, text in growing:
        print(f"\n{name}: {of:+.2f}, pages {[round(cost) for cost in costs.values()]}, {most[2] / most[0]:.2f} ms, of {most[0]:.1f} calls\n"
              + " ".join(text.split())[:1500])


def main():
    options = rows.parsed(__doc__)
    kept = options.folder / "statements.json"
    by_size = {int(size): of for size, of in json.loads(kept.read_text()).items()} if kept.exists() else {}
    for size in map(int, options.sizes.split(",")):
        of = measured(options, size)
        known = by_size.setdefault(size, {"paths": {}})
        known["paths"].update(of["paths"])
        known["tables"] = of["tables"]
        kept.write_text(json.dumps(by_size, ensure_ascii=False))
    table(dict(sorted(by_size.items())))
    for name, (count, *_) in sorted(by_size[max(by_size)]["tables"].items(), key=lambda of: -sum(of[1][1:])):
        print(f"| {name} | " + " | ".join(
            "{:,} | {:,.0f} | {:,.0f}".format(of[0], of[1] / 1e6, of[2] / 1e6)
            for of in (known["tables"].get(name, [0, 0, 0]) for _, known in sorted(by_size.items()))) + " |")


if __name__ == "__main__":
    main()
