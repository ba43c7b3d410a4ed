"""What files and output may hold: nothing a terminal obeys, no active markup, no odd link."""

from __future__ import annotations

import json
import re
from html.parser import HTMLParser

from markdown_it import MarkdownIt

from tests.hostile import foreign
from tools.attacks.trial import demand

_TAGS = frozenset(
    """a article blockquote body dd details div dl dt h1 h2 h3 head header html li main mark meta
    nav p section span strong style summary table tbody td th thead title tr ul""".split()
)
_ATTRIBUTES = frozenset(
    """charset class colspan content data-head href http-equiv id lang name rel scope""".split()
)


def clean(what: str, output: bytes | str, also: str = "\n") -> str:
    """The output as text; raises Broken where it holds what a terminal could obey or hide."""
    if isinstance(output, bytes):
        try:
            output = output.decode("utf-8")
        except UnicodeDecodeError as error:
            raise AssertionError(f"{what}: not UTF-8: {error}") from error
    found = foreign(output.translate({ord(letter): None for letter in also}))
    if found:
        at = next(n for n, each in enumerate(output) if each not in also and foreign(each))
        demand(False, f"{what}: {sorted(set(found))[:5]} in {output[max(0, at - 60) : at + 20]!r}")
    return output


def own_words_only(what: str, errors: bytes) -> None:
    """Raises Broken where a message is a fault of ours or holds something foreign."""
    text = clean(what, errors)
    demand("Traceback" not in text and "fault in rashomon" not in text, f"{what}: {text[-600:]}")


class _Page(HTMLParser):
    def __init__(self, what: str) -> None:
        super().__init__(convert_charrefs=True)
        self.what, self.ids, self.targets = what, set[str](), set[str]()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        demand(tag in _TAGS, f"{self.what}: a tag <{tag}>")
        for name, value in attrs:
            demand(name in _ATTRIBUTES, f"{self.what}: <{tag} {name}={value!r}>")
            if name == "http-equiv":
                demand(value == "Content-Security-Policy", f"{self.what}: {value!r}")
            if name == "href":
                safe = value and re.match(r"#|https?://[a-z0-9\[]", value)
                demand(safe, f"{self.what}: a link to {value!r}")
                if value and value[0] == "#":
                    self.targets.add(value[1:])
            if name == "id":
                self.ids.add(value or "")

    def handle_comment(self, data: str) -> None:
        demand(False, f"{self.what}: a comment {data[:80]!r}")

    def handle_pi(self, data: str) -> None:
        demand(False, f"{self.what}: an instruction {data[:80]!r}")

    def unknown_decl(self, data: str) -> None:
        demand(False, f"{self.what}: a declaration {data[:80]!r}")


def page(what: str, html: str) -> None:
    """Raises Broken where an HTML report holds more than the tags and links of a report."""
    parsed = _Page(what)
    parsed.feed(html)
    parsed.close()
    demand(html.count("<style>") == 1, f"{what}: another style sheet")
    demand("default-src 'none'" in html, f"{what}: no policy")
    demand(parsed.targets <= parsed.ids, f"{what}: links to nowhere")


_MARKDOWN = MarkdownIt("commonmark").enable(["table", "strikethrough"])
_MARKDOWN.validateLink = lambda _: True  # type: ignore[method-assign]  # others take every link
_ANCHOR = re.compile(r'<a id="[\w.-]+">|</a>')
_BARE = re.compile(r"(?i)(?<![\w\\])(?:www\.|https?://|ftp://)")


def markdown(what: str, text: str) -> None:
    """Raises Broken where Markdown holds HTML, pictures or links that are not the report's."""
    bare = re.sub(r"<https?://[^\s<>]*>", "", text)
    demand(
        not (found := _BARE.search(bare)),
        f"{what}: a bare link {bare[found.start() - 20 : found.end() + 40]!r}" if found else "",
    )
    for block in _MARKDOWN.parse(text):
        demand(
            block.type not in ("html_block", "fence", "code_block"),
            f"{what}: {block.type} {block.content[:80]!r}",
        )
        for token in block.children or ():
            if token.type == "link_open":
                href = str(token.attrGet("href"))
                demand(re.match(r"#|https?://", href), f"{what}: a link to {href!r}")
            if token.type == "html_inline":
                demand(_ANCHOR.fullmatch(token.content), f"{what}: {token.content!r}")
            demand(
                token.type not in ("image", "code_inline"),
                f"{what}: {token.type} {token.content[:80]!r}",
            )


_COMMANDS = frozenset(
    "textbackslash textbraceleft textbraceright textasciicircum textasciitilde".split()
)


def bibtex(what: str, text: str) -> None:
    """Raises Broken where braces do not match or a command of TeX came in."""
    depth = 0
    for number, line in enumerate(text.split("\n"), 1):
        if depth == 0 and line:
            demand(
                re.fullmatch(r"@(article|misc)\{[a-z0-9-]+,", line), f"{what}:{number}: {line!r}"
            )
        bare = re.sub(r"\\[$&#%_]", "", line)
        for command in re.findall(r"\\([a-zA-Z]+|.)", bare):
            demand(command in _COMMANDS, f"{what}:{number}: \\{command}")
        depth += bare.count("{") - bare.count("}")
        demand(depth >= 0, f"{what}:{number}: a brace too many in {line!r}")
    demand(depth == 0, f"{what}: a brace is open at the end")


def json_text(what: str, text: str) -> object:
    """The JSON; raises Broken where it is none."""
    try:
        return json.loads(text)
    except ValueError as error:
        demand(False, f"{what}: no JSON: {error}: {text[:200]!r}")
        raise
