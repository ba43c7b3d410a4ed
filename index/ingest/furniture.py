"""Page furniture in plain text: which lines are not the article, and by which rule.

Every rule looks at one line, from its first word on, and asks for a form of words that
sells, invites or navigates; a word such as "newsletter" alone proves nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from index.dataclass import dataclass

_FIRST_WORD = re.compile(r"[^\w©]{0,4}([©]|\w+)")


@dataclass(frozen=True, slots=True)
class _Rule:
    name: str
    pattern: re.Pattern[str]
    longest: int


_NETWORKS = (
    r"(?:facebook|twitter|instagram|telegram|youtube|linkedin|gab|gettr|parler|rumble|truth social|"
    r"threads|mastodon|bluesky|tiktok|whatsapp|google|pinterest|flipboard|social media|x\b)"
)
_MAIL = (
    r"(?:newsletters?|e-?mails?|inbox|alerts?|briefings?|updates|digest|channel|podcast|"
    r"mailing list)"
)

_RULES: tuple[tuple[str, str, int, str], ...] = (
    (
        "newsletter",
        "sign subscribe register join please enter get click want stay receive",
        260,
        rf"(?:please |click here to |want more\S* )?(?:sign[- ]?up|subscribe|register|join|"
        rf"enter your|receive|get|stay)\b.{{0,160}}?\b{_MAIL}\b.{{0,160}}",
    ),
    (
        "subscribe",
        "subscribe sign log please already become",
        120,
        r"(?:please )?(?:subscribe(?: now| today| here| to (?:our|us|read|continue|the).{0,60})?"
        r"|sign up(?: now| here| today| for free)?|sign in(?: or .{0,30})?|log ?in(?: .{0,30})?"
        r"|already (?:a subscriber|have an account|registered).{0,40}"
        r"|become a (?:member|subscriber|supporter|patron)\b.{0,60})[.!?»>]*",
    ),
    (
        "follow us",
        "please follow like find connect join watch",
        240,
        rf"(?:please )?(?:(?:follow|like) us(?:\W{{0,2}}| (?:on|at|here|now|for)\b.{{0,140}})"
        rf"|(?:find|join|watch) us (?:on|at)\b.{{0,100}}|connect with us\b.{{0,60}}"
        rf"|(?:follow|like|find) (?:[\w@.'’-]+ ){{1,6}}on (?:{_NETWORKS}).{{0,120}})",
    ),
    (
        "share",
        "share tweet print save email e bookmark copy listen like love",
        70,
        r"(?:share(?: (?:this|on|via|article|story|post)\b.{0,40})?|tweet(?: this)?|"
        r"print(?: this)?(?: (?:page|article|story))?|save(?: this)? (?:article|story|for later)|"
        r"e-?mail this.{0,20}|bookmark this.{0,20}|copy link|"
        r"(?:like|love) this (?:story|article|post)\? .{1,40}|"
        r"listen to (?:this |the )?(?:article|story)(?: .{0,20})?)[.!:]*",
    ),
    (
        "comments",
        "leave post add write join your required view read show comments comment be have no save "
        "submit cancel top",
        140,
        r"(?:(?:leave|post|add|write|submit) (?:a |your )?(?:comment|reply|response)s?"
        r"|join the (?:conversation|discussion|debate)"
        r"|your e-?mail address will not be published.{0,60}"
        r"|required fields are marked.{0,10}|(?:view|read|show|see) (?:all )?(?:\d+ )?comments"
        r"|comments?(?: (?:are|is) closed| \(\d+\)|: ?\d+)?|comment here"
        r"|be the first to comment|have your say|no comments(?: yet)?"
        r"|save my name, email.{0,80}|cancel reply|top (?:rated )?comments?"
        r"|comments? (?:from|by) (?:our )?readers)[.!:*]*",
    ),
    (
        "comments",
        "#",
        30,
        r"\d{1,5} (?:comments?|replies|responses|shares)",
    ),
    (
        "comments",
        "as please note we",
        400,
        r"(?:as you comment, .{1,360}"
        r"|please (?:be (?:mindful|respectful)|keep (?:your )?comments)\b.{1,160}"
        r"|(?:note: )?we (?:are (?:\w+ )?moderating|moderate) .{0,40}\bcomments?\b.{0,120})",
    ),
    (
        "related articles",
        "related recommended read see also more you most trending don editor editors top latest "
        "further similar up must",
        60,
        r"(?:related(?: (?:articles?|stories|story|news|posts?|content|coverage|topics?|links|"
        r"reading|items|videos?))?|recommended(?: (?:for you|articles|stories|reading))?"
        r"|read (?:more|also|next)(?: (?:from|on|about) [^.]{1,40})?|see also|also read"
        r"|more (?:stories|news|from (?:the )?(?-i:[A-Z])[^.:]{1,40}|on this (?:topic|story)"
        r"|like this)"
        r"|you (?:may|might) (?:also )?(?:like|be interested in|enjoy)"
        r"|most (?:read|popular|viewed|shared|commented)(?: .{1,20})?|trending(?: now| stories)?"
        r"|don['’]t miss|editors?['’]?s? (?:picks?|choice)|top stories"
        r"|"
        r"latest (?:news|stories|posts)|further reading|"
        r"similar (?:articles|posts|stories)|up next|must[- ]reads?)\s?[:.…»>]*",
    ),
    (
        "related link",
        "related read see also more must watch recommended click photos gallery",
        220,
        r"(?:related(?: (?:article|story|coverage|news|video))?|read(?: more| also| next)|"
        r""
        r"also read|see also|must[- ](?:read|watch)|"
        r"watch(?: now| more| live)?|recommended|click here|"
        r"photos|gallery|more)\s?(?:[:»>|]|--|\s[-–—]\s).{1,200}"
        r"|read more (?:from|about|on|by) .{1,60}\.",
    ),
    (
        "advertisement",
        "advertisement advertisements advertising ad ads sponsored promoted story article content "
        "scroll continue paid skip this",
        90,
        r"(?:advertise?ments?(?: - .{0,40})?|advertising|ad feedback|ads?"
        r"|sponsored(?: content| by .{1,40})?"
        r"|promoted(?: content)?|(?:story|article|content) continue[sd] (?:below|after).{0,40}"
        r"|scroll (?:down )?(?:to|for) (?:continue|more).{0,40}|continue reading.{0,60}"
        r"|paid (?:post|content)|skip (?:advertisement|ad)|this is an ad.{0,20})[.:…]*",
    ),
    ("about the author", "about", 60, r"about (?:the )?(?:authors?|writers?)\s?:?"),
    (
        "copyright",
        "copyright © all c this no",
        400,
        r"(?:copyright\b ?(?:©|\(c\)|\d{4}).{0,360}|(?:©|\(c\)) ?(?:copyright )?.{0,380}"
        r"|all rights reserved\b.{0,200}"
        r"|this material may not be published, broadcast.{0,300}"
        r"|no part of this (?:publication|article|material).{0,300})",
    ),
    (
        "app",
        "click download get install",
        160,
        r"(?:click here (?:to|for) (?:get|download|install|the) .{0,60}\bapps?\b.{0,40}"
        r"|(?:download|get|install) (?:our|the) .{0,60}\bapps?\b.{0,60})",
    ),
    (
        "notice",
        "click our view contact have got send terms privacy cookie skip back this print close next "
        "prev previous",
        200,
        r"(?:click here (?:to|for) (?:read|see|view|watch|sign|subscribe|reprint|more|"
        r""
        r"the full|listen)\b.{0,120}"
        r"|our standards: .{0,80}|view (?:discussion thread|gallery|slideshow)"
        r"|(?:have|got) (?:a|any) (?:news )?(?:tips?|questions?|story)\b.{0,120}"
        r"|terms of (?:use|service).{0,60}|privacy policy.{0,60}|cookie (?:policy|settings).{0,40}"
        r"|skip to (?:main )?content|back to top|close|(?:next|prev(?:ious)?) image \d+ of \d+"
        r"|this article is more than .{1,20} old)[.!]*",
    ),
    (
        "tags",
        "tags tag topics filed categories category keywords posted",
        240,
        r"(?:tags?|topics|filed (?:under|in)|categor(?:y|ies)|keywords|posted in)\s?:\s?.{1,200}",
    ),
    (
        "reading time",
        "# reading estimated",
        40,
        r"(?:\d{1,2}[- ]min(?:ute)?s?\.? read|(?:estimated )?reading time:? .{1,20}"
        r"|\d{1,2} (?:min(?:ute)?s?|hours?|days?|weeks?|months?|years?) ago)",
    ),
    (
        "support",
        "support donate help please make become if",
        300,
        r"(?:please )?(?:support (?:our|us|the|independent|real|quality)\b.{0,80}\b(?:journalism|"
        r"reporting|newsroom|work|site)\b.{0,160}|donate (?:now|today|here|to\b.{0,60})[.!]*"
        r"|make a (?:donation|contribution)\b.{0,120}"
        r"|(?:help|if you).{0,120}\b(?:fund|support) (?:our|us|independent)\b.{0,160})",
    ),
)

_PROMOTION_HINTS = ("ubscri", "UBSCRI", "ign up", "IGN UP", "onate", "ewsletter", "EWSLETTER")
_PROMOTION = re.compile(
    r"\b(?:(?P<a>no[ -]ads?|ad[- ]free)|(?P<b>subscri(?:be|ptions?))|(?P<c>sign(?:ing)? up)"
    r"|(?P<d>donat(?:e|ions?))|(?P<e>newsletters?)|(?P<g>click here|here)"
    r"|(?P<f>support (?:us|our|real|independent|quality))"
    r"|(?P<h>free trial|cancel any ?time|per month|a month|today for)|(?P<i>our (?:work|journalism|"
    r"reporting|readers))|(?P<j>investigative journalism)|(?P<k>your inbox))\b",
    re.IGNORECASE,
)
_SELLS = re.compile(
    r"\b(?:subscribe|sign up|donate|subscription for)\b(?! (?:for|to) (?:health|insurance))",
    re.IGNORECASE,
)
_CAPTION_HINTS = (
    "hoto", "HOTO", "Getty", "REUTERS/", "mage", "AFP", "ourtesy", "icture", "aption", "/AP",
    "/Reuters", "playback",
)  # fmt: skip
_PICTURE_AGENCY = (
    r"(?:reuters|ap|afp|epa|getty(?: images)?|shutterstock|bloomberg|nurphoto|zuma|corbis|alamy|"
    r"redux|upi|dpa|tass|pool)"
)
_CAPTION = re.compile(
    r"(?:(?:file )?(?:photo|image|picture|photograph)(?: credit)?s?(?: by|: | courtesy)\b.{0,160}"
    r"|file photo\b.{0,300}"
    r"|(?:image (?:copyright|caption)|media (?:caption|playback is unsupported)|enlarge this image|"
    r"hide caption|toggle caption)\b.{0,380}"
    r"|[^\n]{0,320}\((?:(?:ap|afp|reuters|file)? ?(?:photo|image|picture)s?\b|getty images|"
    r"(?:photo|image|picture|video) (?:by|credit|courtesy|from|via)|courtesy (?:of|photo))"
    r"[^()]{0,100}\)"
    r"|[^\n]{0,320}\b(?:via )?getty images\)?"
    r"|[^\n]{0,320}\bREUTERS/[A-Z][\w .'’-]{2,40}(?:/file(?: photo)?)?"
    rf"|[^\n]{{0,340}}(?:\(|\b)(?-i:[A-Z])[\w.'’-]{{1,20}}(?: (?-i:[A-Z])[\w.'’-]{{0,20}}){{1,3}}"
    rf"(?:/\w{{2,20}})?/{_PICTURE_AGENCY}\)?"
    r"|[^\n]{10,320}(?-i:\b(?:Photo|Photograph|Image): )[^.\n]{2,60})\.?",
    re.IGNORECASE,
)


def _compiled() -> dict[str, tuple[_Rule, ...]]:
    table: dict[str, tuple[_Rule, ...]] = {}
    for name, openings, longest, pattern in _RULES:
        rule = _Rule(
            name, re.compile(r"\W{0,4}(?:" + pattern + r")\W{0,4}", re.IGNORECASE), longest
        )
        for word in openings.split():
            table[word] = (*table.get(word, ()), rule)
    return table


_BY_FIRST_WORD = _compiled()
_LONGEST = 420
_QUOTES = "\"“”«»„‘'"


@dataclass(frozen=True, slots=True)
class Hints:
    """Words without which a costly rule cannot apply: those that a text has, of all there are."""

    promotion: tuple[str, ...] = _PROMOTION_HINTS
    caption: tuple[str, ...] = _CAPTION_HINTS

    @classmethod
    def of(cls, text: str) -> Hints:
        """The hints that occur anywhere in ``text``."""
        return cls(
            tuple(hint for hint in _PROMOTION_HINTS if hint in text),
            tuple(hint for hint in _CAPTION_HINTS if hint in text),
        )


ALL_HINTS = Hints()


def rule_of(line: str, hints: Hints = ALL_HINTS) -> str | None:
    """The name of the rule by which a line is page furniture, else None.

    Words in quotation marks are somebody's words, not the page's.
    """
    if len(line) > _LONGEST:
        return None
    first = _FIRST_WORD.match(line)
    if first is not None and line[0] not in _QUOTES:
        word = first.group(1).lower()
        for rule in _BY_FIRST_WORD.get("#" if word[0].isdigit() else word, ()):
            if len(line) <= rule.longest and rule.pattern.fullmatch(line):
                return rule.name
    if _any_in(hints.promotion, line) and _is_promotion(line):
        return "promotion"
    if _any_in(hints.caption, line) and _CAPTION.fullmatch(line):
        return "caption"
    return None


def _any_in(hints: Iterable[str], line: str) -> bool:
    return any(map(line.__contains__, hints))


def _is_promotion(line: str) -> bool:
    """Three different selling phrases in one short line, one of them a call to buy or join."""
    if len(line) > 300 or not _SELLS.search(line):
        return False
    return len({found.lastgroup for found in _PROMOTION.finditer(line)}) >= 3


STARTS_LIST = frozenset({"related articles"})
"""Rules whose line heads a list: the headlines under it are furniture, too."""

IN_LIST = frozenset({None, "related link", "caption"})
"""Rules that may stand inside such a list without ending it."""

STARTS_NOTE = frozenset({"about the author"})
