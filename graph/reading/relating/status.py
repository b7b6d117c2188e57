"""How sure a sentence is of what a word in it states: actual, conditional, planned, denied or ended.

What counts is the word itself and the words that govern it, up to the first verb of saying, a relative clause or a
colon: the mood of a verb says something about what hangs on it, not about the rest of the sentence.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from accord.graph.reading.parsing import Sentence, Token
from accord.graph.reading.relating.lexicon import Lexicon, plain
from accord.graph.reading.relating.verbs import verb_in

__all__ = ["is_conditional", "status_at"]

_ENDINGS = ("rait", "raient", "rais", "rions", "riez")
_STEMS = ("er", "ir", "dr", "tr", "vr", "oir", "ur", "ser", "fer", "ttr", "ndr")
_NEGATIONS = frozenset({"ne", "n'"})
_NEVER = frozenset({"pas", "jamais", "aucun", "aucune", "guère", "nullement", "rien", "point", "ni", "nul", "nulle"})
_STOPS = frozenset({":", ";", "—", "–", "«", "»"})
_RELATIVES = frozenset({"que", "qu'", "qui", "dont", "où", "lequel", "laquelle", "lesquels", "lesquelles"})
_HELPING = frozenset({"auxiliary", "copula"})
_VERBS = frozenset({"VERB", "AUX"})
_MODALS = frozenset({"devoir", "vouloir", "compter", "aller", "entendre"})  # plans only in the present, before a verb
_PLEDGES = frozenset({"engager", "hésiter", "tarder", "réfléchir", "apprêter"})
_LASTING = frozenset({"rester", "demeurer", "continuer", "poursuivre"})

# Relations that a name or a title states, whatever the verb of the sentence says.
_STATIC = frozenset({"PART_OF", "LOCATED_IN", "HOLDS_OFFICE"})
# Relations of a noun (*le programme*, *l'allié*, *la guerre*) that stand as long as nothing is said to end them.
_SETTLED = frozenset({"PURSUES", "PARTICIPATES_IN", "COOPERATES_WITH", "MEMBER_OF", "PARTY_TO"})
# Relations that are themselves measures or words: suspending something is the sanction, not its end.
_MEASURES = frozenset({"SANCTIONS", "CONDEMNS", "THREATENS", "MEETS", "ATTACKS", "LOSES"})


def status_at(sentence: Sentence, trigger: int, lexicon: Lexicon, kind: str = "") -> str:
    """The status of the relation of type `kind` that the word at `trigger` states."""
    if kind in _STATIC:
        return _of_office(sentence, trigger, lexicon) if kind == "HOLDS_OFFICE" else "actual"
    chain = [trigger, *_governors(sentence, trigger, lexicon)]
    settled = kind in _SETTLED and sentence.tokens[trigger].pos not in _VERBS
    negation = "" if settled else _negation(sentence, chain)
    if negation:
        return negation
    if _denied(sentence, chain, lexicon, kind):
        return "denied"
    if _ended(sentence, chain, lexicon, kind):
        return "ended"
    if _planned(sentence, chain, lexicon, kind):
        return "planned"
    if settled:
        return "actual"
    return _mood(sentence, chain, lexicon)


def _mood(sentence: Sentence, chain: Sequence[int], lexicon: Lexicon) -> str:
    verbs = [t for index in chain for t in _verb_group(sentence, index)]
    if any(is_conditional(verb) for verb in verbs) or _doubted(sentence, chain, lexicon):
        return "conditional"
    future = any("Tense=Fut" in verb.features for verb in verbs)
    if future and not any(verb.lemma in _LASTING for verb in verbs):
        return "conditional" if _on_condition(sentence, chain[-1]) else "planned"
    return "actual"


def is_conditional(token: Token) -> bool:
    """Whether a verb form is a conditional; the model tags it so too rarely.

    An imperfect of a verb in -rer ends alike (*livrait*): there the stem is the infinitive's without its ending.
    """
    if token.pos not in _VERBS:
        return False
    if "Mood=Cnd" in token.features:
        return True
    word = token.lower
    ending = next((e for e in sorted(_ENDINGS, key=len, reverse=True) if word.endswith(e)), None)
    if ending is None:
        return False
    stem = word[: len(word) - len(ending) + 1]
    if token.lemma not in (word, stem) and token.lemma[:-2] == stem:
        return False
    return stem.endswith(_STEMS) and stem + "er" != token.lemma


def _governors(sentence: Sentence, trigger: int, lexicon: Lexicon) -> list[int]:
    found: list[int] = []
    index = trigger
    for up in sentence.ancestors(trigger):
        token, role = sentence.tokens[up], sentence.tokens[index].role
        if token.pos not in ("VERB", "AUX", "NOUN", "ADJ") or role in ("relative", "adverbial", "participle"):
            break
        if any(t.text in _STOPS for t in sentence.tokens[min(index, up) + 1 : max(index, up)]):
            break
        if _says(token, lexicon) and role in ("clause", "object", "oblique", "conjunct", "other"):
            break
        if token.pos == "NOUN" and role == "nominal" and token.lemma in lexicon.counted["losses"] - set(lexicon.goods):
            break  # the mood of *les pertes des troupes déployées* is not that of their deployment
        if role == "conjunct":
            if token.pos != sentence.tokens[index].pos:
                break
            if not _stands_alone(sentence, index):
                found.append(up)
            index = up
            continue
        found.append(up)
        index = up
        if len(found) == 3:
            break
    return found


def _says(token: Token, lexicon: Lexicon) -> bool:
    plans = lexicon.words["planning"] | lexicon.words["denying"] | lexicon.words["ending"]
    return token.pos in _VERBS and verb_in(token, lexicon.words["reporting"]) and not verb_in(token, plans)


def _stands_alone(sentence: Sentence, index: int) -> bool:
    """Whether a conjunct has a mood of its own: *tués, blessés* in *auraient été tués, blessés* have not."""
    token = sentence.tokens[index]
    if token.pos not in _VERBS:
        return False
    finite = not {"VerbForm=Part", "VerbForm=Inf"} & token.features
    return finite or any(sentence.tokens[c].role in _HELPING for c in sentence.children[index])


def _verb_group(sentence: Sentence, index: int) -> Iterator[Token]:
    """A word and its auxiliaries."""
    yield sentence.tokens[index]
    for child in sentence.children[index]:
        if sentence.tokens[child].role in _HELPING or sentence.tokens[child].pos == "AUX":
            yield sentence.tokens[child]


def _modifiers(sentence: Sentence, index: int) -> Iterator[Token]:
    for child in sentence.children[index]:
        if sentence.tokens[child].role in ("adjective", "participle", "adverb", "negation"):
            yield sentence.tokens[child]


def _negation(sentence: Sentence, chain: Sequence[int]) -> str:
    """``denied`` where a verb of the chain is negated, ``ended`` where it is so by *ne … plus*, else an empty string."""
    for position, index in enumerate(chain):
        token = sentence.tokens[index]
        if token.pos in _VERBS and any(sentence.tokens[c].lower == "sans" for c in sentence.children[index]):
            return "denied"
        below = sentence.tokens[chain[position - 1]] if position else None
        if below is not None and below.pos not in _VERBS and below.role not in ("object", "passive", "clause"):
            continue  # *cette coopération n'est pas nouvelle*
        if token.lemma == "cesser":
            continue  # *ne cesse de*
        near = [sentence.tokens[c] for c in sentence.children[index]]
        if not any(plain(t) in _NEGATIONS for t in near):
            continue
        near += [sentence.tokens[c] for t in near for c in sentence.children[t.index]]
        if any(t.lower in _NEVER for t in near):
            return "denied"
        if any(t.lower == "plus" and not _counts(sentence, t.index) for t in near):
            return "ended"
    return ""


def _counts(sentence: Sentence, plus: int) -> bool:
    """Whether *plus* compares or counts: *plus de 900*, *plus que*, *plus fort*."""
    after = sentence.tokens[plus + 1] if plus + 1 < len(sentence.tokens) else None
    if after is None:
        return False
    far = sentence.tokens[plus + 2] if plus + 2 < len(sentence.tokens) else None
    return (
        after.lemma == "que"
        or after.pos in ("ADJ", "ADV")
        or (after.lemma == "de" and far is not None and far.pos == "NUM")
    )


def _denied(sentence: Sentence, chain: Sequence[int], lexicon: Lexicon, kind: str) -> bool:
    if kind == "CONDEMNS" and len(chain) == 1:
        return False
    words = list(chain if kind != "CONDEMNS" else chain[1:])
    head = sentence.tokens[chain[-1]].head
    if head != chain[-1] and sentence.tokens[chain[-1]].role in ("clause", "object", "oblique"):
        words.append(head)
    denied = any(verb_in(sentence.tokens[i], lexicon.words["denying"]) and not _negation(sentence, [i]) for i in words)
    return denied or (kind != "CONDEMNS" and _denied_before(sentence, chain[0], lexicon))


def _denied_before(sentence: Sentence, trigger: int, lexicon: Lexicon) -> bool:
    """Whether a verb of denying stands before the word in its clause, where the tree has it for something else."""
    for token in reversed(sentence.tokens[:trigger]):
        if token.text in _STOPS or token.text == "," or plain(token) in _RELATIVES:
            return False
        if token.pos not in ("NOUN", "PROPN") and verb_in(token, lexicon.words["denying"]):
            return not _negation(sentence, [token.index])
        if token.pos == "VERB":
            return False
    return False


def _ended(sentence: Sentence, chain: Sequence[int], lexicon: Lexicon, kind: str) -> bool:
    if kind in _MEASURES or kind == "PARTICIPATES_IN":
        return False
    ending = lexicon.words["ending"]
    for index in chain:
        token = sentence.tokens[index]
        below = [sentence.tokens[c] for c in sentence.children[index]]
        if token.lemma in ending or (token.pos == "VERB" and verb_in(token, ending)):
            return not any(plain(t) in _NEGATIONS for t in below)  # *ne cesse de livrer*
        if token.lemma == "mettre" and any(t.lemma in ending and t.role == "object" for t in below):
            return True
    return False


def _planned(sentence: Sentence, chain: Sequence[int], lexicon: Lexicon, kind: str) -> bool:
    planning, nouns = lexicon.words["planning"], lexicon.words["planning_nouns"]
    for position, index in enumerate(chain):
        token = sentence.tokens[index]
        if any(
            t.lemma in nouns or (t.lemma in planning - _MODALS - _PLEDGES and t.role == "participle")
            for t in _modifiers(sentence, index)
        ):
            return True
        below = sentence.tokens[chain[position - 1]] if position else None
        verbal = below is not None and below.pos in _VERBS
        if token.pos == "VERB" and (token.lemma in planning or (verbal and verb_in(token, planning))):
            if below is None and kind in _MEASURES - {"SANCTIONS"}:
                continue
            if below is not None and below.role == "subject" and below.pos not in _VERBS:
                continue
            if token.lemma in _PLEDGES and not verbal:
                continue  # *engage des troupes*, not *s'engage à livrer*
            if not verb_in(token, _MODALS) or (verbal and _lies_ahead(sentence, index)):
                return True
        elif position and token.lemma in nouns:
            return True
    return False


def _lies_ahead(sentence: Sentence, modal: int) -> bool:
    """Whether a modal verb speaks of what is to come: *doit signer*, not *a dû signer* nor *devait signer*."""
    token = sentence.tokens[modal]
    past = {"Tense=Past", "Tense=Imp"} & token.features and not is_conditional(token)
    return not past and not any(sentence.tokens[c].role in _HELPING for c in sentence.children[modal])


def _doubted(sentence: Sentence, chain: Sequence[int], lexicon: Lexicon) -> bool:
    doubting = lexicon.words["doubting"]
    return any(
        sentence.tokens[i].lemma in doubting or any(t.lemma in doubting for t in _modifiers(sentence, i)) for i in chain
    )


def _on_condition(sentence: Sentence, index: int) -> bool:
    """Whether the sentence hangs what it says on an *if*."""
    for token in sentence.tokens:
        after = sentence.tokens[token.index + 1 : token.index + 3]
        if token.lower in ("si", "s'", "s’") and token.pos == "SCONJ" and not any(t.lower == "on" for t in after):
            return token.index != index
    return False


def _of_office(sentence: Sentence, trigger: int, lexicon: Lexicon) -> str:
    """An office is held unless its title says that it was: *l'ancien ministre*, *ex-président*, *feu le roi*."""
    first = max(0, trigger - 4)
    for token in sentence.tokens[first : trigger + 3]:
        word = token.lower
        if word in ("ancien", "ancienne", "anciens", "anciennes", "feu", "ex") or word.startswith(("ex-", "ex‑")):
            return "ended"
    token = sentence.tokens[trigger]
    if token.pos in _VERBS:
        return _negation(sentence, [trigger]) or ("ended" if token.lemma in lexicon.words["ending"] else "actual")
    return "actual"
