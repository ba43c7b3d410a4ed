"""Countries and bodies an event is about, and the articles in which they have no voice."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence

from index.article import Mention, Quote, Span
from index.comparison.voices import Unheard
from index.framing.countries import countries, key_of
from index.framing.telling import Telling
from index.text import fold

_MOST = 4
_SHARE_OF_FIRST = 0.2
_LEAST_IN_EVENT = 3
_LEAST_IN_ARTICLE = 2
_REACH = 10

_GATHERINGS = frozenset(
    """accord agreement airport bureau conference convention court declaration forum memorandum
    post process protocol pact round session summit talk times treaty zoo""".split()
)
_WHERE = frozenset("in at near outside".split())
_ROLES = frozenset(
    """administration adviser advisor aide ambassador analyst army attorney authority bureau cabinet
    chair chairman chairwoman chancellor chief commander commissioner congressman congresswoman
    delegate delegation deputy diplomat director economist envoy executive force general governor
    government head intelligence king lawmaker leader mayor military minister ministry negotiator
    office officer official opposition parliament police politician premier president
    presidential press prime prince prosecutor queen regulator representative secretary senator
    source speaker spokesman spokesperson spokeswoman staff top treasurer ceo""".split()
)
LINKS = frozenset(
    """a an and at chief defence defense deputy diplomatic economic energy finance first for foreign
    former high in interior its joint justice national new of permanent principal ranking security
    senior state supreme the then to top trade treasury vice acting affairs""".split()
)
_SPEAKS = frozenset(
    """accused accuses added announced announces argued argues asked asks asserted asserts called
    calls claimed claims condemned condemns confirmed confirms criticized criticised declared
    declares demanded demands denied denies denounced denounces expressed insisted insists
    objected objects promised promises protested rejected rejects replied requested requests
    responded said says stated states stressed suggested told tells urged urges voiced voices
    vowed vows warned warns welcomed""".split()
)


def unheard(tellings: Sequence[Telling]) -> tuple[Unheard, ...]:
    """Parties much named in the event, for each article that names one and lets none speak.

    Parties are the countries and bodies named most over all articles; an article must
    name one at least twice. A voice belongs to a party by the words that stand for the
    speaker ("U.S. officials"), by the office printed beside the speaker's name in any of
    the articles, or by the table of leaders. Where an article lets a named speaker speak
    whose party is not known, nothing is said about it: the voice might be theirs.
    """
    named = [_named(telling) for telling in tellings]
    homes = _homes(tellings)
    found: list[Unheard] = []
    for party in _much_named(named):
        for telling, places in zip(tellings, named, strict=True):
            spans = places.get(party, [])
            if len(spans) < _LEAST_IN_ARTICLE or not _all_placed(telling, homes):
                continue
            if not _heard(telling, party, spans, homes):
                found.append(Unheard(party, telling.id, tuple(spans)))
    return tuple(found)


def _named(telling: Telling) -> dict[str, list[Span]]:
    """Where each party is named: a country by name, capital or people, a body by its name."""
    article = telling.article
    told = (article.outlet,) if article.outlet else ()
    sources = {fold(finding.value) for finding in (*article.cites, *article.credits, *told)}
    offices = _offices(telling)
    places: dict[str, list[Span]] = defaultdict(list)
    for mention in article.entities:
        party = _party(mention)
        if party is None or fold(party) in sources or not telling.sentence_of(mention.start):
            continue
        if mention.start not in offices and not _only_labels(telling, mention):
            places[party].append(Span(mention.start, mention.end))
    return places


def _offices(telling: Telling) -> set[int]:
    """Where the words start that say whose office a person holds ("US President Joe Biden")."""
    return {
        telling.starts[at]
        for mention in telling.article.entities
        if mention.type == "PER" and (phrase := _office_before(telling, mention))
        for at in telling.word_range(mention.start - len(phrase), mention.start)
    }


def _only_labels(telling: Telling, mention: Mention) -> bool:
    """Whether a place only labels something else ("US-led", "the Vilnius summit", "in Rome")."""
    text = telling.article.text
    if text.startswith("-", mention.end):
        return True
    before = telling.word_range(max(0, mention.start - 20), mention.start)[-1:]
    if fold(mention.text) in countries().capitals and any(
        telling.bases[at] in _WHERE for at in before
    ):
        return True
    following = telling.word_range(mention.end, mention.end + 30)[:1]
    return any(
        telling.stems[at] in _GATHERINGS and text[mention.end : telling.starts[at]] == " "
        for at in following
    )


def _party(mention: Mention) -> str | None:
    if mention.type not in ("LOC", "ORG", "NORP"):
        return None
    names = countries().names
    party = names.get(key_of(mention.entity)) or names.get(key_of(mention.text))
    return party or (mention.entity if mention.type == "ORG" else None)


def _much_named(named: Sequence[dict[str, list[Span]]]) -> list[str]:
    total: Counter[str] = Counter()
    for places in named:
        total.update({party: len(spans) for party, spans in places.items()})
    ranked = total.most_common(_MOST)
    least = max(_LEAST_IN_EVENT, ranked[0][1] * _SHARE_OF_FIRST) if ranked else 0
    return [party for party, count in ranked if count >= least]


def _heard(telling: Telling, party: str, spans: Sequence[Span], homes: dict[str, set[str]]) -> bool:
    if any(party in _homes_of(quote, homes) for quote in telling.article.quotes):
        return True
    return any(_speaks(telling, span) for span in spans)


def _all_placed(telling: Telling, homes: dict[str, set[str]]) -> bool:
    """Whether the party of every named speaker is known; outlets and bodies are their own."""
    people = {mention.entity for mention in telling.article.entities if mention.type == "PER"}
    return all(
        quote.anonymous or quote.speaker not in people or _homes_of(quote, homes)
        for quote in telling.article.quotes
    )


def _homes_of(quote: Quote, homes: dict[str, set[str]]) -> set[str]:
    if quote.speaker is None:
        return set()
    own = _home(quote.speaker)
    return homes.get(quote.speaker, set()) | ({own} if own else set())


def _home(speaker: str) -> str | None:
    """The party that a speaker's own words or name tell."""
    table = countries()
    return table.party_of(speaker) or table.person_of(speaker) or _possessor(speaker)


def _possessor(speaker: str) -> str | None:
    """For "Zelensky's adviser" the party of Zelensky."""
    table = countries()
    for word in speaker.replace("’", "'").split():
        if word.endswith("'s") and (party := table.person_of(word)):
            return party
    return None


def _speaks(telling: Telling, span: Span) -> bool:
    """Whether a verb of speaking follows the name at once ("Moscow has repeatedly denounced")."""
    text = telling.article.text
    if text.startswith(("'s", "’s"), span.end):
        return False
    for at in telling.word_range(span.end, span.end + 40)[:3]:
        between = text[span.end : telling.starts[at]]
        if any(mark in between for mark in ".,;:\n"):
            return False
        if telling.bases[at] in _SPEAKS:
            return True
    return False


def _homes(tellings: Sequence[Telling]) -> dict[str, set[str]]:
    """The parties of each named speaker, by the office beside the name in any article."""
    speakers = {
        quote.speaker
        for telling in tellings
        for quote in telling.article.quotes
        if quote.speaker is not None
    }
    homes: dict[str, set[str]] = defaultdict(set)
    for telling in tellings:
        for mention in telling.article.entities:
            if mention.entity in speakers and mention.type == "PER":
                homes[mention.entity].update(_beside(telling, mention))
    return homes


def _beside(telling: Telling, mention: Mention) -> Iterator[str]:
    for phrase in (_office_before(telling, mention), _office_after(telling, mention)):
        if phrase is None:
            continue
        party = countries().party_of(phrase) or _body_in(telling, phrase)
        if party is not None:
            yield party


def _office_before(telling: Telling, mention: Mention) -> str | None:
    """The words of an office that lead up to a name ("Russia's envoy to the UN, Nebenzia")."""
    sentence = telling.sentence_of(mention.start)
    if sentence is None:
        return None
    text = telling.article.text
    start, role = mention.start, False
    reached = telling.word_range(sentence.start, mention.start)[-_REACH:]
    people = _words_of_people(telling, sentence, reached)
    for at in reversed(reached):
        word, stem = telling.words[at], telling.stems[at]
        gap = text[word.end : start]
        if (start != mention.start and "," in gap) or any(mark in gap for mark in ';:“”"'):
            break
        if not (is_role(stem) or stem in LINKS or text[word.start].isupper()):
            break
        if word.start in people:
            break
        role = role or is_role(stem)
        start = word.start
    return text[start : mention.start] if role else None


def _words_of_people(telling: Telling, sentence: Span, among: range) -> set[int]:
    """Where the words start that name people in a sentence: those words among the given ones."""
    if not among:
        return set()
    mentions = telling.article.entities  # in text order
    begin, last = telling.starts[among[0]], telling.starts[among[-1]]
    first = bisect_left(mentions, sentence.start, key=lambda mention: mention.start)
    near = bisect_left(mentions, begin, lo=first, key=lambda mention: mention.start)
    first = max(first, near - 1)  # the one before may reach into them
    end = bisect_left(mentions, last + 1, lo=first, key=lambda mention: mention.start)
    return {
        telling.starts[at]
        for mention in mentions[first:end]
        if mention.type == "PER"
        for at in telling.word_range(mention.start, mention.end)
    }


def _office_after(telling: Telling, mention: Mention) -> str | None:
    """The apposition behind a name (", the Ukrainian foreign minister,")."""
    text = telling.article.text
    if text[mention.end : mention.end + 2] != ", ":
        return None
    words = telling.word_range(mention.end, mention.end + 120)[:_REACH]
    end = mention.end
    role = False
    for number, at in enumerate(words):
        if number and any(mark in text[end : telling.starts[at]] for mark in ",.;:\n"):
            break
        role = role or is_role(telling.stems[at])
        end = telling.words[at].end
    return text[mention.end : end] if role else None


def is_office(stem: str) -> bool:
    """Whether a word is part of how an office is called ("former", "security", "adviser")."""
    return stem in LINKS or is_role(stem)


def is_role(stem: str) -> bool:
    """Whether a stemmed word names an office or who holds one."""
    return stem in _ROLES or any(part in _ROLES for part in stem.split("-"))


def _body_in(telling: Telling, phrase: str) -> str | None:
    """A body of this article that the phrase names ("Boeing chief executive")."""
    for mention in telling.article.entities:
        if mention.type == "ORG" and mention.text in phrase:
            return mention.entity
    return None
