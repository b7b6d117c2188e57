"""What a sentence shows about two of its phrases: the features from which their relation is judged.

Features are short strings. They see lemmas, prepositions, labels, classes of words and the path between the two
phrases in the tree; never a name, so that what is learned about Russia holds for Rwanda.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from accord.graph.reading.parsing import Sentence
from accord.graph.reading.relating.framing import Match
from accord.graph.reading.relating.lexicon import Lexicon
from accord.graph.reading.relating.scene import Phrase, Scene
from accord.graph.reading.relating.sources import Source
from accord.graph.schema import Schema

__all__ = ["candidate_pairs", "frame_features", "pair_features"]

_CONTENT = frozenset({"NOUN", "VERB", "ADJ", "ADV"})
_VERBS = frozenset({"VERB", "AUX"})


def candidate_pairs(scene: Scene, schema: Schema) -> Iterator[tuple[int, int]]:
    """All ordered pairs of phrases of a scene, by index, that share no entity and that some relation may join."""
    for i, left in enumerate(scene.phrases):
        for j, right in enumerate(scene.phrases):
            if i == j or set(left.entities) & set(right.entities):
                continue
            if -2 in (left.group, right.group) and left.last + 1 != right.first and right.last + 1 != left.first:
                continue
            ends = scene.label(left.entities[0]), scene.label(right.entities[0])
            if any(schema.allows(name, *ends) for name in schema.relations):
                yield i, j


def frame_features(matches: Sequence[Match]) -> Mapping[tuple[int, int], tuple[str, ...]]:
    """For each pair of phrases, by index, the features that say which frames see them as their ends.

    Pairs with one end -1 hold what is known of the other end alone, the pair of both what the sentence has at all.
    """
    found: dict[tuple[int, int], set[str]] = defaultdict(set)
    for match in matches:
        kind = match.frame.type + ("" if match.strong else "-")
        name = match.frame.name + ("" if match.strong else "-")
        if match.strong:
            found[-1, -1].add(f"Fs:{kind}")
        for i, place in match.sources.items():
            found[i, -1].add(f"Fa:{kind}")
            for j, other in match.targets.items():
                if i != j:
                    found[i, j] |= {f"F:{kind}", f"F:{name}:{place}:{other}"}
                    found[i, j] |= {f"Fg:{name}:{good}" for good in match.goods or ("none",)}
        for j in match.targets:
            found[-1, j].add(f"Fb:{kind}")
    return {pair: tuple(sorted(features)) for pair, features in found.items()}


def pair_features(
    scene: Scene,
    i: int,
    j: int,
    lexicon: Lexicon,
    framed: Mapping[tuple[int, int], tuple[str, ...]],
    sources: Sequence[Source],
) -> list[str]:
    """The features of the pair of phrases `i` and `j`, `i` as source and `j` as target.

    `framed` holds what frames see in the scene (`frame_features`), `sources` who is quoted in it.
    """
    features = [*framed.get((i, j), ()), *framed.get((i, -1), ()), *framed.get((-1, j), ())]
    a, b = scene.phrases[i], scene.phrases[j]
    listed = a.group == b.group and a.group >= 0
    ends = f"{scene.label(a.entities[0])}:{scene.label(b.entities[0])}"
    features += [f"{name}:{listed}:{ends}" for name in framed.get((-1, -1), ())]
    said = {entity for source in sources for entity in source.entities}
    for name, phrase in (("a", scene.phrases[i]), ("b", scene.phrases[j])):
        if said & set(phrase.entities):
            features.append(f"said:{name}")
            features.append(f"said:{name}:{scene.label(phrase.entities[0])}")
    return features + _features(scene, scene.phrases[i], scene.phrases[j], lexicon)


def _features(scene: Scene, a: Phrase, b: Phrase, lexicon: Lexicon) -> list[str]:
    sentence = scene.sentence
    tokens = sentence.tokens
    forward = a.first < b.first
    way = ">" if forward else "<"
    left, right = (a, b) if forward else (b, a)
    la, lb = scene.label(a.entities[0]), scene.label(b.entities[0])
    ends = f"{la}{way}{lb}"
    ka, kb = scene.kind(a.entities[0]), scene.kind(b.entities[0])
    nested = "in" if b.group == -1 and a.first <= b.first and b.last <= a.last else ""
    nested = "out" if a.group == -1 and b.first <= a.first and a.last <= b.last else nested
    ca, cb = lexicon.carriers.get(a.carrier, ""), lexicon.carriers.get(b.carrier, "")
    found = [
        "bias",
        f"E:{ends}",
        f"K:{la}.{ka}{way}{lb}.{kb}",
        f"M:{ends}:{a.manner}:{b.manner}",
        f"N:{nested}:{ends}",
        f"pa:{a.preposition}:{ends}",
        f"pb:{b.preposition}:{ends}",
        f"pp:{a.preposition}:{b.preposition}:{way}",
        f"pp:{a.preposition}:{b.preposition}:{ends}",
        f"ca:{ca}:{way}",
        f"cb:{cb}:{way}",
        f"cab:{ca}:{cb}:{ends}",
        f"Ca:{a.carrier}:{way}",
        f"Cb:{b.carrier}:{way}",
        f"ra:{tokens[a.head].role}:{way}",
        f"rb:{tokens[b.head].role}:{way}",
        f"rr:{tokens[a.head].role}:{tokens[b.head].role}:{way}",
        f"G:{a.group == b.group and a.group >= 0}:{ends}",
    ]
    if nested == "in":
        inside = [t.lemma for t in tokens[a.first : a.last + 1] if t.pos in _CONTENT]
        found += [f"I:{word}:{la}:{lb}" for word in inside]
        found.append(f"Ip:{b.preposition}:{b.manner}:{ends}")
        return found
    if nested == "out":
        return found
    found += _between(scene, left, right, way, ends, lexicon)
    found += _tree(sentence, a, b, way, ends)
    found += _around(sentence, left, right, way, ends)
    return found


def _between(scene: Scene, left: Phrase, right: Phrase, way: str, ends: str, lexicon: Lexicon) -> list[str]:
    tokens = scene.sentence.tokens
    between = tokens[left.last + 1 : right.first]
    others = [p for p in scene.phrases if p.group >= 0 and left.last < p.first and p.last < right.first]
    same = {p.group for p in others} - {left.group, right.group}
    found = [
        f"d:{min(len(between), 30) // 3 if len(between) > 2 else -len(between)}:{way}",
        f"o:{min(len(same), 4)}:{ends}",
        f"L:{''.join(scene.label(p.entities[0])[0] for p in others[:4])}:{way}",
    ]
    content = [t for t in between if t.pos in _CONTENT]
    for token in content[:14]:
        found.append(f"b:{token.lemma}:{way}")
        if token.pos in ("VERB", "NOUN"):
            found.append(f"be:{token.lemma}:{ends}")
        for category in lexicon.goods.get(token.lemma, ())[:2]:
            found.append(f"bg:{category}:{way}")
    verbs = [t for t in between if t.pos == "VERB"]
    if verbs:
        found += [f"v1:{verbs[0].lemma}:{way}", f"v9:{verbs[-1].lemma}:{way}", f"nv:{min(len(verbs), 3)}:{way}"]
        found += [f"vp:{verbs[-1].lemma}:{right.preposition}:{way}"]
    if len(between) <= 5:
        found.append(f"B:{way}:{' '.join(t.lemma for t in between)}")
        found.append(f"BE:{ends}:{' '.join(t.lemma if t.pos != 'DET' else 'D' for t in between)}")
    for mark in {t.text for t in between if t.pos == "PUNCT"}:
        found.append(f"bp:{mark}:{ends}")
    for word in {t.lower for t in between if t.pos in ("SCONJ", "CCONJ", "PRON")}:
        found.append(f"bw:{word}:{way}")
    return found


def _tree(sentence: Sentence, a: Phrase, b: Phrase, way: str, ends: str) -> list[str]:
    tokens = sentence.tokens
    up_a = [a.head, *sentence.ancestors(a.head)]
    up_b = [b.head, *sentence.ancestors(b.head)]
    meet = next((i for i in up_a if i in up_b), None)
    found = []
    for name, up in (("a", up_a), ("b", up_b)):
        verb = next((i for i in up[1:] if tokens[i].pos in _VERBS), None)
        noun = next((i for i in up[1:] if tokens[i].pos == "NOUN"), None)
        if len(up) > 1:
            found.append(f"h{name}:{tokens[up[1]].lemma}:{tokens[up[0]].role}")
        if verb is not None:
            found.append(f"g{name}:{tokens[verb].lemma}:{tokens[up[0]].role}")
            found.append(f"ge{name}:{tokens[verb].lemma}:{ends}")
        if noun is not None and (verb is None or up.index(noun) < up.index(verb)):
            found.append(f"n{name}:{tokens[noun].lemma}:{way}")
    if meet is None:
        return [*found, f"T:none:{ends}"]
    steps_a = up_a[: up_a.index(meet)]
    steps_b = up_b[: up_b.index(meet)]
    path = ".".join(tokens[i].role for i in steps_a) + "^" + ".".join(tokens[i].role for i in reversed(steps_b))
    length = len(steps_a) + len(steps_b)
    found += [f"t:{path}" if length <= 6 else "t:long", f"tl:{min(length, 8)}:{ends}"]
    found += [f"m:{tokens[meet].lemma}:{way}", f"mp:{tokens[meet].pos}:{ends}", f"me:{tokens[meet].lemma}:{ends}"]
    if length <= 6:
        found.append(f"tm:{tokens[meet].lemma}:{path}")
    inner = [i for i in {*steps_a, *steps_b} - {a.head, b.head} if tokens[i].pos in ("VERB", "NOUN")]
    found += [f"p:{tokens[i].lemma}:{way}" for i in sorted(inner)]
    if meet not in (a.head, b.head):
        found.append(f"pm:{tokens[meet].lemma}:{tokens[a.head].role}:{tokens[b.head].role}:{b.preposition}")
    passive = any(tokens[c].role == "passive" for c in sentence.children[meet])
    found.append(f"voice:{passive}:{tokens[a.head].role}:{tokens[b.head].role}")
    return found


def _around(sentence: Sentence, left: Phrase, right: Phrase, way: str, ends: str) -> list[str]:
    tokens = sentence.tokens
    found = []
    for token in tokens[max(0, left.first - 3) : left.first]:
        if token.pos in _CONTENT:
            found.append(f"l:{token.lemma}:{way}")
            found.append(f"le:{token.lemma}:{ends}")
    for token in tokens[right.last + 1 : right.last + 4]:
        if token.pos in _CONTENT:
            found.append(f"r:{token.lemma}:{way}")
            found.append(f"re:{token.lemma}:{ends}")
    return found
