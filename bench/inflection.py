"""Words drawn from texts by rule, and their forms by rule: a search for any form must find what the bare word finds.

A noun is a string of 2 to 4 syllables that stands between spaces by itself and with most of the commonest particles. A
predicate is a stem that stands with most of the endings that change no stem; of the ways to inflect it (regular, or ㅂ, ㄷ, ㅅ,
ㅎ, 르, ㅡ) the one that the texts have counts, and of its forms those that occur. A noun's forms are all that its particles make,
whether or not they occur. No dictionary takes part in it, and no list. What is a form of two words that were drawn is left out
and counted: nobody can say which was meant. So is a form of a predicate that a noun of one syllable has too (나지만 of 나다 and
나), one that is a particle by itself (까지 of 까다) or takes 를 and 의 as nouns do (잡지 of 잡다; not those in ㅁ or 기, which are the
predicate's own nouns), and one that occurs five times as often as all other forms of the word together (그리고 of 그리다).

The words are split in two by the hash of the word: work on the first half, only look at the figures of the second.
"""
import collections
import hashlib
import re

VOWELS = "ㅏㅐㅑㅒㅓㅔㅕㅖㅗㅘㅙㅚㅛㅜㅝㅞㅟㅠㅡㅢㅣ"
FINALS = " ㄱㄲㄳㄴㄵㄶㄷㄹㄺㄻㄼㄽㄾㄿㅀㅁㅂㅄㅅㅆㅇㅈㅊㅋㅌㅍㅎ"

# After a vowel, and after a consonant where that differs; 로 also follows ㄹ.
DRAWN_WITH = ["가/이", "는/은", "를/을", "의", "에", "도", "로/으로", "와/과", "만"]
PARTICLES = DRAWN_WITH + ["에서", "부터", "까지", "하고", "처럼", "보다", "에게", "한테", "랑/이랑", "나/이나", "마다", "조차", "밖에", "에는", "에도",
                          "에서는", "에서도", "로는/으로는", "까지도", "라도/이라도", "라는/이라는", "다/이다", "입니다", "였다/이었다", "인데", "지만/이지만", "라서/이라서", "네/이네", "인", "만의", "만이", "만은", "들이", "들의", "들은", "들을"]
UNCHANGED = ["고", "지", "다", "게", "지만", "던", "네", "기", "네요", "는데"]


def letters(syllable):
    code = ord(syllable) - 0xAC00
    return code // 588, VOWELS[code % 588 // 28], FINALS[code % 28]


def changed(syllable, vowel=None, final=None):
    first, old_vowel, old_final = letters(syllable)
    return chr(0xAC00 + first * 588 + VOWELS.index(vowel or old_vowel) * 28 + FINALS.index(final or old_final))


def attached(noun, particle):
    after_vowel, _, after_consonant = particle.partition("/")
    final = letters(noun[-1])[2]
    return noun + (after_consonant if after_consonant and final != " " and not (final == "ㄹ" and after_vowel[0] == "로") else after_vowel)


def second_bases(stem):
    """Before endings that begin with 으: with it, or changed. The bare base, to which ㄴ, ㄹ or ㅁ are added, first."""
    before, last = stem[:-1], stem[-1]
    final = letters(last)[2]
    if final in " ㄹ":
        yield stem
        return
    yield stem + "으"
    open_ = changed(last, final=" ")
    if final == "ㅂ":
        yield before + open_ + "우"
    if final == "ㅅ":
        yield before + open_ + "으"
    if final == "ㄷ":
        yield before + changed(last, final="ㄹ") + "으"
    if final == "ㅎ":
        yield before + open_


def third_bases(stem):
    """With 아 or 어."""
    before, last = stem[:-1], stem[-1]
    _, vowel, final = letters(last)
    if last == "하":
        yield before + "해"
        return
    if final == " ":
        for short in {"ㅗ": "ㅘ", "ㅜ": "ㅝ", "ㅣ": "ㅕ", "ㅚ": "ㅙ", "ㅡ": "ㅓㅏ"}.get(vowel, vowel):
            yield before + changed(last, vowel=short)
        if last == "르" and before:
            yield before[:-1] + changed(before[-1], final="ㄹ") + "라"
            yield before[:-1] + changed(before[-1], final="ㄹ") + "러"
        return
    ending = "아" if vowel in "ㅏㅑㅗ" else "어"
    yield stem + ending
    open_ = before + changed(last, final=" ")
    if final == "ㅂ":
        yield open_ + "워"
        yield open_ + "와"
    if final == "ㅅ":
        yield open_ + ending
    if final == "ㄷ":
        yield before + changed(last, final="ㄹ") + ending
    if final == "ㅎ":
        yield before + changed(last, vowel="ㅐ", final=" ")


def with_final(base, final, otherwise):
    last = letters(base[-1])[2]
    return base[:-1] + changed(base[-1], final=final) if last in " ㄹ" else base + otherwise


def second_forms(base):
    dropped = base[:-1] + changed(base[-1], final=" ") if letters(base[-1])[2] == "ㄹ" else base
    return [base + "면", base + "면서", dropped + "니", dropped + "니까", with_final(base, "ㄴ", "은"), with_final(base, "ㄹ", "을"),
            with_final(base, "ㄴ", "은") + "데", with_final(base, "ㄹ", "을") + "까", with_final(base, "ㅁ", "음")]


def third_forms(base):
    past = base[:-1] + changed(base[-1], final="ㅆ")
    return [base + ending for ending in ["서", "요", "도", "야", ""]] + [past + ending for ending in [
        "다", "어요", "고", "지만", "는데", "던", "음", "네", "네요", "습니다", "을", "으면", "지", "다고", "는지"]]


def first_forms(stem):
    before, last = stem[:-1], stem[-1]
    final = letters(last)[2]
    dropped = before + changed(last, final=" ") if final == "ㄹ" else stem
    return [stem + e for e in ["고", "지", "게", "지만", "던", "기", "기도", "고는", "지도", "다가", "더라", "거나", "다는", "다고", "겠다", "기에"]] + [
        dropped + e for e in ["네", "네요", "는", "는데", "냐"]] + [
        with_final(stem, "ㅂ", "습") + "니다" if final in " ㄹ" else stem + "습니다"]


def likeliest(bases, make, counts):
    return max((make(base) for base in bases), key=lambda made: (sum(counts[form] > 0 for form in made), sum(counts[form] for form in made)))


def forms(stem, counts):
    made = first_forms(stem) + likeliest(second_bases(stem), second_forms, counts) + likeliest(third_bases(stem), third_forms, counts)
    return [form for form in dict.fromkeys(made) if counts[form]]


def half(word):
    return hashlib.sha256(word.encode()).digest()[0] % 2


def counted(texts):
    """Not 라고 behind a quotation, nor 년대 behind a number: they are no words."""
    counts = collections.Counter()
    for text in texts:
        counts.update(set(re.findall(r"""(?<![\w'"”’)\]>])[가-힣]+""", text)))
    return counts


def nouns(counts, lengths=(2, 3, 4), least=12):
    found = []
    for word, count in counts.items():
        if len(word) in lengths and count >= least:
            of = [counts[attached(word, particle)] for particle in DRAWN_WITH]
            if of[2] >= 2 and of[3] >= 1 and sum(n >= 2 for n in of) >= 6:
                found.append(word)
    return found


def stems(counts, nouns, least=40):
    """Not those of 이다 after a noun, nor past ones: only 있다 and what holds it ends in ㅆ."""
    found = []
    for word in counts:
        stem = word[:-1]
        if word[-1] != "고" or not stem or stem in nouns or stem[-1] == "이" and counts[stem[:-1] + "을"] + counts[stem[:-1] + "를"] >= 2:
            continue
        if letters(stem[-1])[2] == "ㅆ" and stem[-1] not in "있밌":
            continue
        of = [counts[stem + ending] for ending in UNCHANGED]
        if sum(n >= 2 for n in of) >= 6 and sum(of) >= least:
            found.append(stem)
    return found


def other_words(stem, made, short, counts):
    """Forms that are, or may be, those of another word."""
    particles = {side for particle in PARTICLES for side in particle.split("/")}
    total = counts[stem + "다"] + sum(counts[form] for form in made)
    for form in made:
        takes_both = counts[attached(form, "를/을")] >= 2 and counts[attached(form, "의")]
        is_own_noun = form == stem + "기" or letters(form[-1])[2] == "ㅁ"
        if form in short or form in particles or takes_both and not is_own_noun or counts[form] > 5 * (total - counts[form]):
            yield form


def drawn(texts):
    """Bare words with their forms: (kind, bare, [forms]), and forms of several words left out: their number."""
    counts = counted(texts)
    some = nouns(counts)
    every = [("noun", noun, [attached(noun, particle) for particle in PARTICLES]) for noun in some]
    every += [("predicate", stem + "다", [f for f in forms(stem, counts) if f != stem + "다"]) for stem in stems(counts, set(some))]
    formed = {form for kind, _, made in every if kind == "noun" for form in made}
    short = {form for noun in nouns(counts, lengths=(1,)) for form in [noun, *(attached(noun, particle) for particle in PARTICLES)]}
    every = [one for one in every if one[0] == "noun" or one[1] not in formed | short]
    of = collections.Counter(form for _, bare, made in every for form in {bare, *made})
    for kind, bare, made in every:
        if kind == "predicate":
            of.update(set(other_words(bare[:-1], made, short, counts)))
    ambiguous = sum(of[form] > 1 for _, _, made in every for form in made)
    return [(kind, bare, [form for form in made if of[form] == 1]) for kind, bare, made in every], ambiguous
