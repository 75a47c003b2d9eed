#!/usr/bin/env python3
"""Whether two running Madangs find the same: totals, the first twenty and corrections, of the words of bench/search.py and of drawn ones.

usage: bench/agree.py http://localhost:8080 http://localhost:8081 ARCHIVE.ndjson.gz [QUERIES]

Both must have the same posts, such as one with its own index and one with OpenSearch.
"""
import collections
import gzip
import json
import os
import random
import re
import sys
import time
import unicodedata
import urllib.parse
import urllib.request

A, B, ARCHIVE = sys.argv[1:4]
random.seed(4)
src = open(os.path.join(os.path.dirname(__file__), "search.py")).read()
ns = {}
exec(src[src.index('BARE = '):src.index('def get(')], ns)
BARE = ns["BARE"]; INFL = [l.split(None,1)[0] for l in ns["INFLECTED"].strip().split("\n")]
VAR = [p.split(":")[0] for p in ns["VARIANTS"]]
def ask(base, q, **more):
    u = base + "/api/v1/search?" + urllib.parse.urlencode({"q": q, "type": "post", "limit": 20, **more})
    t=time.perf_counter()
    with urllib.request.urlopen(u, timeout=120) as a: r=json.load(a)
    return r, (time.perf_counter()-t)*1000
texts=[]
with gzip.open(ARCHIVE,"rt",encoding="utf-8") as f:
    for i,l in enumerate(f):
        if i % 40 == 0 and '"type":"post"' in l[:20]: texts.append(unicodedata.normalize("NFC", json.loads(l)["body"]))
counts = collections.Counter(w for t in texts for w in set(re.findall("[가-힣]{2,6}", t)))
freq=[w for w,c in counts.items() if c>=8]; rare=[w for w,c in counts.items() if c==1]
n=int(sys.argv[4]) if len(sys.argv) > 4 else 50
sets={"bare":BARE,"inflected":INFL,"variants":VAR,"drawn frequent":random.sample(freq,min(n*2,len(freq))),"drawn rare":random.sample(rare,n),
 "two words":[" ".join(random.sample(freq,2)) for _ in range(n)],
 "phrases and exclusions":['"%s" -%s'%(random.choice(freq),random.choice(freq)) for _ in range(n//2)],
 "typos":[ (lambda w:w[:-1]+chr(ord(w[-1])+random.choice([1,28,588])))(random.choice(freq)) for _ in range(n//2)]}
for name,qs in sets.items():
    same=near=order=overlap=corr=0; took=[[],[]]; bad=[]
    for q in qs:
        a,_=ask(A,q); b,_=ask(B,q); took[0].append(a["tookMillis"]); took[1].append(b["tookMillis"])
        if b["index"]["state"]!="ready" or a["index"]["state"]!="ready": bad.append((q,"NOT READY",a["index"],b["index"]))
        ta,tb=a["groups"][0]["total"],b["groups"][0]["total"]
        same+=ta==tb; near+=abs(ta-tb)<=ta*.01
        ia=[x["id"] for x in a["groups"][0]["items"]]; ib=[x["id"] for x in b["groups"][0]["items"]]
        order+=ia==ib; overlap+=len(set(ia)&set(ib))/max(1,len(ia),len(ib)); corr+=a.get("correction")==b.get("correction")
        if ta!=tb: bad.append((q,ta,tb))
    p=lambda x,s:sorted(x)[min(len(x)-1,int(len(x)*s))]
    print(f"{name}: {len(qs)} queries, totals the same {same/len(qs):.4f}, within 1% {near/len(qs):.4f}; first 20 the same in order {order/len(qs):.3f}, shared {overlap/len(qs):.4f}; corrections the same {corr/len(qs):.4f}; "
      f"server ms of the first p50 {p(took[0],.5)} p99 {p(took[0],.99)}, of the second p50 {p(took[1],.5)} p99 {p(took[1],.99)}; {bad[:6]}",flush=True)
