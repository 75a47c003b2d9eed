#!/usr/bin/env python3
"""Measures recommendations: keeps the last likes of every member back, and counts how many of them are recommended.

    bench/recall.py split film-reviews.ndjson.gz DIR [--part 0.2] [--least 5] [--round floor|ceil|round]
    bin/madang recommend evaluate --train DIR/train.ndjson.gz --users DIR/users.txt --out DIR/out.tsv
    bench/recall.py score DIR DIR/out.tsv

A like is a post on an item with a rating of 8 or more. Of each member with enough likes, the last part by time is kept
back, and only these posts are missing from the training archive. recall@20 is the mean, over members, of the share of the
items kept back that are among the 20.
"""
import argparse
import gzip
import json
import math
import os


def split(arguments):
    likes = {}
    with gzip.open(arguments.archive, "rt", encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            if row["type"] == "post" and row.get("item") and (row.get("rating") or 0) >= 8:
                likes.setdefault(row["author"], []).append((row["createdAt"], row["ref"], row["item"]))
    rounded = {"floor": math.floor, "ceil": math.ceil, "round": round}[arguments.round]
    kept_back, held = set(), {}
    for member, own in likes.items():
        count = rounded(len(own) * arguments.part)
        if len(own) >= arguments.least and 0 < count < len(own):
            own.sort(key=lambda like: like[0])
            held[member] = [item for _, _, item in own[-count:]]
            kept_back.update(ref for _, ref, _ in own[-count:])
    os.makedirs(arguments.directory, exist_ok=True)
    with gzip.open(arguments.archive, "rt", encoding="utf-8") as lines, \
            gzip.open(os.path.join(arguments.directory, "train.ndjson.gz"), "wt", encoding="utf-8", compresslevel=1) as train:
        for line in lines:
            row = json.loads(line)
            if row["type"] != "post" or row["ref"] not in kept_back:
                train.write(line)
    with open(os.path.join(arguments.directory, "users.txt"), "w", encoding="utf-8") as users, \
            open(os.path.join(arguments.directory, "held.tsv"), "w", encoding="utf-8") as out:
        for member in sorted(held):
            users.write(member + "\n")
            out.write(member + "\t" + ",".join(held[member]) + "\n")
    print(f"{len(held)} members, {len(kept_back)} likes kept back")


def lists(path):
    with open(path, encoding="utf-8") as lines:
        return {member: items.split(",") for member, items in (line.rstrip("\n").split("\t") for line in lines)}


def score(arguments):
    held, found = lists(os.path.join(arguments.directory, "held.tsv")), lists(arguments.tsv)
    recalls = {False: [], True: []}
    for number, (member, items) in enumerate(sorted(held.items())):
        wanted = set(items)
        recalls[number % 2 == 1].append(len(wanted & set(found.get(member, [])[:20])) / len(wanted))
    everybody = recalls[False] + recalls[True]
    print(f"recall@20 {sum(everybody) / len(everybody):.4f} of {len(everybody)} members"
          f" (halves {sum(recalls[False]) / len(recalls[False]):.4f}, {sum(recalls[True]) / len(recalls[True]):.4f})")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    commands = parser.add_subparsers(required=True)
    splitting = commands.add_parser("split")
    splitting.add_argument("archive")
    splitting.add_argument("directory")
    splitting.add_argument("--part", type=float, default=0.2)
    splitting.add_argument("--least", type=int, default=5)
    splitting.add_argument("--round", choices=["floor", "ceil", "round"], default="floor")
    splitting.set_defaults(run=split)
    scoring = commands.add_parser("score")
    scoring.add_argument("directory")
    scoring.add_argument("tsv")
    scoring.set_defaults(run=score)
    arguments = parser.parse_args()
    arguments.run(arguments)


if __name__ == "__main__":
    main()
