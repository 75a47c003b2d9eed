#!/usr/bin/env python3
"""How well and how fast a running Madang finds: recall and precision against a judged set, corrections, times.

usage: bench/search.py http://localhost:8080 ARCHIVE.ndjson.gz... [--from 2015-01-01] [--to 2015-04-01] [--queries 1000]
                       [--only bare,inflected,variants,corrections,times,drawn] [--forms 8]

The home must hold the posts of these archives and no others, imported in this order. What is judged, and by which rule:
  bare        a noun as it stands; relevant is every text that contains its string
  inflected   a word with an ending or a particle; relevant is every text that contains a form of its stem, by a regular
              expression written by hand for each word
  variants    another spelling of the same word; recall among all texts that contain that spelling
  corrections one random keystroke wrong in a frequent word, where what comes out is in no text; right is the word itself, first
  times       two frequent words; the server's own milliseconds, and the client's
  drawn       thousands of nouns and predicates drawn from the texts by rule, each with some of its forms (bench/inflection.py);
              right is a total within 5% of the bare word's, over all posts, in both halves of the words
Bare and inflected words are judged on the texts written from --from up to --to, whose results are read to their last page.
"""
import argparse
import collections
import gzip
import json
import os
import random
import re
import time
import unicodedata
import urllib.parse
import urllib.request

import inflection

parser = argparse.ArgumentParser()
parser.add_argument("base")
parser.add_argument("archives", nargs="+")
parser.add_argument("--from", dest="start", default="2015-01-01")
parser.add_argument("--to", dest="end", default="2015-04-01")
parser.add_argument("--queries", type=int, default=1000)
parser.add_argument("--only", default="times,corrections,variants,bare,inflected,drawn")
parser.add_argument("--forms", type=int, default=8)
options = parser.parse_args()
random.seed(4)

BARE = """영화 배우 감동 연기 스토리 결말 감독 눈물 음악 액션 공포 주인공 기대 실망 추천 가족 사랑 전쟁 인생 몰입 영상 원작 대사
시간 친구 아이 여운 장면 주제 마음 극장 개봉 한국 일본 미국 애니 만화 소설 드라마 매력""".split()

INFLECTED = """
재밌어요      재밌|재미있|재미 있
재미있는      재밌|재미있|재미 있
좋았어요      좋
지루했다      지루
무서운        무서|무섭|무셔
아름다운      아름다|아름답
영화를        영화
배우들의      배우
감동적이었다  감동적
슬픈          슬프|슬픈|슬펐|슬퍼|슬픔|슬플
웃겼다        웃기|웃겨|웃겼|웃긴|웃김|웃길|웃낀|우낀
추천합니다    추천
잔인한        잔인
화려한        화려
어이없는      어이 ?없
귀여워        귀엽|귀여|귀엽
실망했다      실망
만들었다      만들|만든|만드|만듬|만듦
느꼈다        느꼈|느끼|느껴|느낀|느낄|느낌
사랑스러운    사랑스
이해가        이해
스토리가      스토리
반전이        반전
유치해서      유치
싫어          싫
유쾌한        유쾌
따뜻한        따뜻
훌륭합니다    훌륭
아쉬웠다      아쉬|아쉽|아쉰
답답해        답답
허무했다      허무
놀라웠다      놀라운|놀라웠|놀라워|놀라움|놀라울|놀랍
멋있었다      멋
어색하고      어색
완벽했다      완벽
아까웠다      아까|아깝
감독님이      감독
결말은        결말
음악도        음악
눈물이        눈물
연기가        연기
배경과        배경
심심할        심심
졸려서        졸리|졸려|졸렸|졸린|졸림|졸립
"""

VARIANTS = """메시지:메세지 메세지:메시지 역할:역활 역활:역할 캐릭터:케릭터 케릭터:캐릭터 스릴러:쓰릴러 판타지:환타지 환타지:판타지
할리우드:헐리우드 헐리우드:헐리웃 코미디:코메디 코메디:코미디 로맨스:로멘스 액션:엑션 시나리오:씨나리오 텔레비전:텔레비젼 사이코:싸이코
최고:쵝오 쵝오:최고 굿:굳 재밌다:잼있 재미:재밌 웃기다:웃낀 너무:넘 어이없다:어의없 별로:별루 며칠:몇일 오랜만:오랫만 내레이션:나레이션
콘텐츠:컨텐츠 찌질하다:지질하 굉장히:굉장이 도대체:도데체 왠지:웬지 쓰레기:쓰래기 애니메이션:에니메이션 블록버스터:블럭버스터 예쁘다:이쁘
이쁘다:예쁘 귀엽다:기엽 역시:역쉬 정말:증말 그냥:걍""".split()


def get(path):
    begun = time.perf_counter()
    with urllib.request.urlopen(options.base + "/api/v1" + path, timeout=60) as answer:
        found = json.load(answer)
    return found, (time.perf_counter() - begun) * 1000


def search(query, **more):
    return get("/search?" + urllib.parse.urlencode({"q": query, **more}))


def posts():
    for archive in options.archives:
        with gzip.open(archive, "rt", encoding="utf-8") as lines:
            for line in lines:
                if '"type":"post"' in line[:20]:
                    yield json.loads(line)


titles, texts, window, corpus = [""], [""], set(), []
for post in posts():
    titles.append(" ".join(unicodedata.normalize("NFC", post["title"]).split()))
    texts.append(unicodedata.normalize("NFC", post["title"] + "\n" + post["body"]).lower())
    if options.start <= post["createdAt"][:19] < options.end:
        window.add(len(texts) - 1)
corpus = "\n\n".join(texts)
state = search("영화", type="post", limit=1)[0]["index"]
print(f"{len(texts) - 1} texts, {len(window)} of them from {options.start} to {options.end}; index {state}; "
      f"load {os.getloadavg()[0]:.1f}", flush=True)


def everything(query):
    """All posts that are found in the window, page by page."""
    found, cursor = set(), {}
    while cursor is not None:
        group = search(query, type="post", sort="latest", limit=100, to=options.end + "T00:00:00Z",
                       **{"from": options.start + "T00:00:00Z"}, **cursor)[0]
        if group["relaxed"]:
            return found
        group = group["groups"][0]
        for item in group["items"]:
            if " ".join(item["title"].split()) != titles[item["id"]]:
                raise SystemExit(f"post {item['id']} is not that of the archive: is this another home?")
            found.add(item["id"])
        cursor = {"cursor": group["nextCursor"]} if group["nextCursor"] else None
    if len(found) != group["total"]:
        print(f"  {query}: {len(found)} found, but the total says {group['total']}")
    return found


def judge(name, words):
    recalls, precisions = [], []
    for query, pattern in words:
        form = re.compile(pattern)
        relevant = {i for i in window if form.search(texts[i])}
        if len(relevant) < 5:
            continue
        found = everything(query)
        recalls.append(len(found & relevant) / len(relevant))
        precisions.append(len(found & relevant) / max(1, len(found)))
        if recalls[-1] < 0.98 or precisions[-1] < 0.98:
            missed = [texts[i].split("\n")[-1][:60] for i in list(relevant - found)[:2]]
            beside = [texts[i].split("\n")[-1][:60] for i in list(found - relevant)[:2]]
            print(f"  {query}: recall {recalls[-1]:.4f}, precision {precisions[-1]:.4f}; missed {missed}; beside {beside}")
    print(f"{name}: {len(recalls)} words, recall {mean(recalls):.4f} (least {min(recalls):.4f}), "
          f"precision {mean(precisions):.4f} (least {min(precisions):.4f})", flush=True)


def mean(numbers):
    return sum(numbers) / len(numbers)


def variants():
    recalls = []
    for pair in VARIANTS:
        query, form = pair.split(":")
        relevant = corpus.count(form) and sum(form in text for text in texts)
        if relevant < 5:
            continue
        answer = search(f'{query} "{form}"', type="post", limit=1)[0]
        recalls.append(0 if answer["relaxed"] else min(1, answer["groups"][0]["total"] / relevant))
        if recalls[-1] < 0.6:
            print(f"  {query} finds {recalls[-1]:.3f} of the {relevant} texts with {form}")
    print(f"variants: {len(recalls)} pairs, recall {mean(recalls):.4f}", flush=True)


def total(query):
    answer = search(query, type="post", sort="latest", limit=1)[0]
    return 0 if answer["relaxed"] else answer["groups"][0]["total"]


def drawn():
    words, ambiguous = inflection.drawn(text.split("\n", 1)[-1] for text in texts)
    dropped = 0
    kinds, differing = collections.defaultdict(lambda: [0, 0, 0, 0.0]), collections.defaultdict(list)
    for kind, bare, forms in words:
        right = total(bare)
        if right < 20:
            dropped += 1
            continue
        for form in random.Random(bare).sample(forms, min(len(forms), options.forms)):
            found, half = total(form), inflection.half(bare)
            kinds[kind, half][0] += 1
            kinds[kind, half][1] += abs(found - right) > right * 0.05
            kinds[kind, half][2] += abs(found - right) <= right * 0.01
            kinds[kind, half][3] += min(found, right) / max(found, right)
            if half == 0 and abs(found - right) > right * 0.05:
                differing[kind].append(f"{form} {found} of {right}")
    print(f"drawn: {len(words)} words, {dropped} of which find fewer than 20 by themselves and are not asked, "
          f"{ambiguous} forms of several words left out", flush=True)
    for (kind, half), (asked, differ, near, share) in sorted(kinds.items()):
        print(f"  {kind}s, {'reported' if half else 'worked on'}: {asked} forms, {differ / asked:.2%} differ by more than 5%, "
              f"{near / asked:.2%} by less than 1%, mean share {share / asked:.4f}", flush=True)
    for kind, which in differing.items():
        print(f"  {kind}s that differ, of the half that is worked on: {random.sample(which, min(12, len(which)))}", flush=True)


INITIALS, VOWELS = "ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ", "ㅏㅐㅑㅒㅓㅔㅕㅖㅗㅘㅙㅚㅛㅜㅝㅞㅟㅠㅡㅢㅣ"
FINALS = " ㄱㄲㄳㄴㄵㄶㄷㄹㄺㄻㄼㄽㄾㄿㅀㅁㅂㅄㅅㅆㅇㅈㅊㅋㅌㅍㅎ"


def wrong(word):
    """The word with one letter of one syllable replaced, or its final left out or added: still whole syllables."""
    place = random.randrange(len(word))
    code = ord(word[place]) - 0xAC00
    letters = [code // 588, code % 588 // 28, code % 28]
    which = random.randrange(3)
    letters[which] = random.choice([n for n in range((19, 21, 28)[which]) if n != letters[which]])
    return word[:place] + chr(0xAC00 + (letters[0] * 21 + letters[1]) * 28 + letters[2]) + word[place + 1:]


def corrections(frequent):
    right, asked, wrongs = 0, 0, []
    while asked < 400:
        word = random.choice(frequent)
        typo = wrong(word)
        if typo in corpus:
            continue
        asked += 1
        proposed = search(typo, type="post", limit=1)[0].get("correction")
        right += proposed == word
        if proposed != word:
            wrongs.append(f"{typo} for {word}: {proposed}")
    print(f"corrections: {right} of {asked} right at once, {right / asked:.4f}; such as {wrongs[:8]}", flush=True)


def percentile(numbers, part):
    return sorted(numbers)[min(len(numbers) - 1, int(len(numbers) * part))]


def times(frequent, name, **more):
    server, client, found = [], [], 0
    for i in range(options.queries + 200):
        answer, millis = search(" ".join(random.sample(frequent, 2)), **more)
        if i >= 200:
            server.append(answer["tookMillis"])
            client.append(millis)
            found += not answer["relaxed"]
    print(f"times, {name}: {len(server)} queries of two words ({found} with results), server p50 {percentile(server, .5)} ms, "
          f"p99 {percentile(server, .99)} ms; client p50 {percentile(client, .5):.1f} ms, p99 {percentile(client, .99):.1f} ms; "
          f"load {os.getloadavg()[0]:.1f}", flush=True)


counts = collections.Counter(word for text in texts for word in set(re.findall("[가-힣]{2,6}", text)))
frequent = [word for word, count in counts.items() if count >= 300]
chosen = options.only.split(",")
if "times" in chosen:
    times(frequent, "posts", type="post")
    times(frequent, "all kinds")
if "corrections" in chosen:
    corrections([word for word in frequent if len(word) > 2])
if "variants" in chosen:
    variants()
if "bare" in chosen:
    judge("bare", [(word, word) for word in BARE])
if "inflected" in chosen:
    judge("inflected", [line.split(None, 1) for line in INFLECTED.strip().split("\n")])
if "drawn" in chosen:
    drawn()
