#!/usr/bin/env python3
"""Homes of Madang with as many posts as one likes, made in the database from those of an archive.

usage: bench/rows.py film-reviews.ndjson.gz --folder FOLDER [--sizes 100000,1000000,10000000] [--port 8199]

Imports 100,000 posts of the archive and copies them in the database, until there are as many posts as a size says, as many comments
(one in fifty on one post), as many entries of the log and marks of what was read, half as many likes and a fifth as many
notifications, with tags, follows and eleven boards. The homes stay, and are used again by bench/statements.py: 25 GB for 10,000,000.
Their search index is that of the 100,000 (bin/madang search rebuild makes another).
"""
import argparse
import contextlib
import os
import pathlib
import shutil
import subprocess
import time

import growth
from server import Server

BASE = 100_000
BOARDS = 10
TAGS = 1_000
LARGE = ("post", "post_version", "post_count", "post_tag", "comment", "comment_version", "reaction", "activity", "notification", "bookmark",
         "post_read", "signal", "follow", "member", "member_count")

# a number from 0 to 1 that is always the same for the same
CHANCE = """create function pg_temp.chance(n bigint, salt bigint) returns float immutable language sql
    return (hashint8extended(n, salt) & 1048575) / 1048576.0"""

TOPIC = "array['topic ' || floor({tags} * pg_temp.chance({id}, 1) ^ 3)]"
BOARD = "case when id % 5 < 3 then 1 else 2 + id % {boards} end"
FIRST = (
    "update post set category_id = " + BOARD,
    "update post_version set tags = " + TOPIC.replace("{id}", "post_id") + " where post_id % 3 = 0",
    "vacuum full post, post_version",
)
# By turn g of the copies: {g}, the posts before it {before}, of all {posts}, the members of each ten turns {members}.
TURN = (
    """insert into post (id, author_id, category_id, item_id, rating, created_at, updated_at, listed_at)
    select b.id + {before}, b.author_id + case when b.id % 10 = 0 then 0 else {g} / 10 * {members} end,
        b.category_id, b.item_id, b.rating, at, at, at
    from post b, lateral (select now() - interval '30 seconds' * ({posts} - b.id - {before}) as at) t
    where b.id <= {base} and {g} > 0 order by b.id""",
    """insert into post_version (post_id, version, title, body, tags)
    select b.post_id + {before}, 1, b.title, b.body, case when (b.post_id + {before}) % 3 = 0 then """
    + TOPIC.replace("{id}", "b.post_id + {before}") + """ else '{{}}' end
    from post_version b where b.post_id <= {base} and {g} > 0 order by b.post_id""",
    """insert into comment (id, post_id, parent_id, author_id, path, created_at, updated_at, listed_at)
    select n, case when m % 100 = 50 then {posts} else greatest(1, m - floor(20000 * pg_temp.chance(m, 2) ^ 4)) end,
        nullif(m, n), 1 + floor(pg_temp.chance(n, 3) * ({everybody} - 1)), case when m = n then array[n] else array[m, n] end, at, at, at
    from generate_series({before}::bigint + 1, {before} + {base}) n, lateral (select n - (n % 4 = 3)::int as m,
        now() - interval '30 seconds' * ({posts} - n) as at) t""",
    """insert into comment_version (comment_id, version, body)
    select n, 1, coalesce(nullif(b.body, ''), b.title) from generate_series({before}::bigint + 1, {before} + {base}) n
    join post_version b on b.post_id = n * 7919 % {base} + 1 order by n""",
    """insert into activity (xact, at, actor_id, verb, subject)
    select ({g} + 1)::text::xid8, created_at, author_id, 'post.published', 'post:' || id
    from post where id > {before} and id <= {before} + {base} order by id""",
    """insert into notification (member_id, kind, subject_kind, subject_id, post_id, actor_id, created_at, read_at)
    select p.author_id, 'comment', 'comment', c.id, c.post_id, c.author_id, c.created_at, case when c.id % 50 > 0 then c.created_at end
    from comment c join post p on p.id = c.post_id
    where c.id > {before} and c.id <= {before} + {base} and c.id % 5 = 0 order by c.id""",
)
MEMBERS = """insert into member (id, handle, name, created_at)
    select id + {g} / 10 * {members}, handle || '_of_' || {g} / 10, name, created_at
    from member where id <= {members} and {g} % 10 = 0 and {g} > 0"""
AT_LAST = (
    """insert into category (id, slug, name, position) select 1 + n, 'board-' || n, 'Board ' || n, n from generate_series(1, {boards}) n""",
    """insert into tag (name) select 'topic ' || n from generate_series(0, {tags}) n""",
    """insert into reaction (kind, subject_id, member_id)
    select 'post', greatest(1, n - floor(20000 * pg_temp.chance(n, 4) ^ 4)), 1 + floor(pg_temp.chance(n, 5) * ({everybody} - 1))
    from generate_series(2::bigint, {posts}, 2) n order by 2 on conflict do nothing""",
    """insert into bookmark (member_id, post_id) select 1 + floor(pg_temp.chance(n, 6) * ({everybody} - 1)), n
    from generate_series(10::bigint, {posts}, 10) n order by 1""",
    """insert into post_read (member_id, post_id, seen_at, comments) select 1 + floor(pg_temp.chance(n, 7) * ({everybody} - 1)), n, now(), 1
    from generate_series(1::bigint, {posts}) n order by 1""",
    """insert into signal (member_id, kind, subject_id, opens, seconds)
    select 1 + floor(pg_temp.chance(n, 7) * ({everybody} - 1)), 'post', n, 1, 20 from generate_series(2::bigint, {posts}, 2) n order by 1""",
    """insert into follow (member_id, followed_id)
    select m, other from generate_series(1::bigint, {everybody}) m, generate_series(0, 2) k,
        lateral (select 1 + floor(pg_temp.chance(3 * m + k, 8) ^ 3 * {everybody}) as other) t
    where m <> other order by 1 on conflict do nothing""",
    """insert into post_tag (tag_id, post_id, created_at) select t.id, p.id, p.created_at
    from post p join post_version v on v.post_id = p.id join tag t on t.name = v.tags[1] order by p.id""",
    """truncate post_count""",
    """insert into post_count (post_id, listed_in, author_id, item_id, like_count, comment_count, view_count, tagged, last_comment_id)
    select p.id, p.category_id, p.author_id, p.item_id, coalesce(l.n, 0), coalesce(c.n, 0), 10, p.id % 3 = 0, c.last
    from post p left join (select subject_id, count(*) as n from reaction group by 1) l on l.subject_id = p.id
    left join (select post_id, count(*) as n, max(id) as last from comment group by 1) c on c.post_id = p.id order by p.id""",
    """update post_tag t set like_count = c.like_count, comment_count = c.comment_count from post_count c
    where c.post_id = t.post_id and (c.like_count > 0 or c.comment_count > 0)""",
    """truncate member_count""",
    """insert into member_count (member_id, post_count) select m.id, coalesce(p.n, 0)
    from member m left join (select author_id, count(*) as n from post group by 1) p on p.author_id = m.id order by 1""",
    """insert into category_count (category_id, post_count) select category_id, count(*) from post group by 1
    on conflict (category_id) do update set post_count = excluded.post_count""",
    """update item_count set post_count = post_count * {turns}, ratings = array(select r * {turns} from unnest(ratings) r)""",
    """update tag t set post_count = p.n from (select tag_id, count(*) as n from post_tag group by 1) p where p.tag_id = t.id""",
)


def parsed(description):
    parser = argparse.ArgumentParser(description=description, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("archive", type=pathlib.Path)
    parser.add_argument("--folder", type=pathlib.Path, required=True)
    parser.add_argument("--sizes", default="100000,1000000,10000000")
    parser.add_argument("--port", type=int, default=8199)
    parser.add_argument("--only", default="", help="paths whose name has this word")
    return parser.parse_args()


@contextlib.contextmanager
def served(options, home):
    """Madang on a home, while this lasts."""
    base = f"http://localhost:{options.port}"
    with open(f"{home}.log", "ab") as log:
        serving = subprocess.Popen([growth.MADANG, "serve", "--home", home, "--port", str(options.port), "--host", "127.0.0.1"],
                                   stdout=log, stderr=log, env={**os.environ, "MADANG_LIMITS_ENABLED": "false"})
    try:
        growth.wait_until_ready(base)
        yield Server(base, home)
    finally:
        growth.end(home, serving)


def fill(database, posts):
    """The rows; the indexes are built when all of them are there."""
    database.query("set session_replication_role = replica; set synchronous_commit = off; set maintenance_work_mem = '1GB';"
                   "set work_mem = '256MB'; " + CHANCE)
    tables = ",".join(f"'{name}'" for name in LARGE)
    indexes = database.query(f"""select indexname, indexdef from pg_indexes
        where schemaname = 'public' and tablename in ({tables}) and indexname not in (select conname from pg_constraint)""")
    for name, _ in indexes:
        database.query(f"drop index {name}")
    members = int(database.query("select max(id) from member")[0][0])
    turns = posts // BASE
    known = {"posts": posts, "base": BASE, "boards": BOARDS, "tags": TAGS, "members": members, "turns": turns,
             "everybody": members * (1 + (turns - 1) // 10)}

    def timed(sql, **more):
        began = time.monotonic()
        database.query(sql.format(**known, **more))
        if (took := time.monotonic() - began) > 20:
            print(f"{took:.0f} s: {' '.join(sql.split())[:100]}", flush=True)

    for sql in FIRST:
        timed(sql)
    for turn in range(turns):
        for sql in (MEMBERS, *TURN):
            timed(sql, g=turn, before=turn * BASE)
        if turn % 10 == 9:
            print(f"{turn + 1} of {turns} turns", flush=True)
    for sql in AT_LAST:
        timed(sql)
    for name in ("post", "comment", "member", "category"):
        database.query(f"select setval(pg_get_serial_sequence('{name}', 'id'), (select max(id) from {name}))")
    for _, definition in indexes:
        timed(definition.replace("{", "{{").replace("}", "}}"))
    database.query("reset session_replication_role; reset synchronous_commit; reset maintenance_work_mem; reset work_mem")


def filled_home(options, size):
    home = options.folder / f"rows-{size}"
    if home.exists():
        return home
    base = growth.filled_home(options, BASE)
    new = options.folder / f"rows-{size}.new"
    shutil.rmtree(new, ignore_errors=True)
    shutil.copytree(base, new, symlinks=True)
    with served(options, new) as server:
        database = server.database
        for setting in ("max_wal_size = '4GB'", "fsync = off", "full_page_writes = off", "autovacuum = off"):
            database.query(f"alter system set {setting}")
        database.query("alter system set shared_preload_libraries = pg_stat_statements")    # from the next start on
        database.query("select pg_reload_conf()")
        began = time.monotonic()
        fill(database, size)
        print(f"{size}: filled in {time.monotonic() - began:.0f} s", flush=True)
        for setting in ("max_wal_size", "fsync", "full_page_writes", "autovacuum"):
            database.query(f"alter system reset {setting}")
        database.query("select pg_reload_conf()")
        for work in ("vacuum", "analyze", "checkpoint"):
            began = time.monotonic()
            database.query(work)
            print(f"{size}: {work} {time.monotonic() - began:.1f} s", flush=True)
        database.query("create extension pg_stat_statements")
    new.rename(home)
    return home


def main():
    options = parsed(__doc__)
    options.folder.mkdir(parents=True, exist_ok=True)
    for size in map(int, options.sizes.split(",")):
        filled_home(options, size)


if __name__ == "__main__":
    main()
