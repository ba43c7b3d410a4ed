"""Searching as one types: asked in a thread, late answers dropped, old rows kept till then."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Sequence
from dataclasses import replace

from textual import on

from index import ArticleLine, Entity, Hit, Library, Paged, QueryError, RashomonError, Results
from tui.phrases import count, in_words
from tui.screens.place import Place
from tui.screens.sifting import Sifting
from tui.widgets.listing import ArticleList, EventList, NameList
from tui.widgets.note_line import NoteLine
from tui.widgets.query_bar import QueryBar
from tui.widgets.reader import Reader
from tui.work import fetch

PAGE = 50
"""Hits fetched at a time; the next come when the cursor nears the end."""
NAMES = 5_000
_NEAR = 20
_NOTHING = "nothing found; try fewer words, or outlet:name person:name since:2023-07 until:2023-08"


class Searching(Sifting):
    """The part of the library screen that asks and shows answers.

    One query holds for events and articles: the one list shows the events in which it is
    found, the other the articles.
    """

    library: Library
    tab: str
    place: Place
    _query = ""
    _prefix = ""
    _total = 0
    _hits_of = ""
    newest_hits = False
    """Whether the newest hits come first, not the best."""
    sought = ""

    @property
    def _sort(self) -> str:
        return "date" if self.newest_hits else "relevance"

    @abstractmethod
    def show_tab(self, tab: str, focus: bool = False) -> None:
        """Put one of the lists in front."""

    @property
    def alike(self) -> bool:
        """Whether the query asks for articles like one: the most alike come first, always."""
        return self._query.startswith("like:") and len(self._query.split()) == 1

    @property
    def _asked_here(self) -> str:
        return self._prefix if self.tab == "names" else self._query

    def searched(self) -> bool:
        """Whether the list in front shows answers."""
        return bool(self._asked_here)

    def found(self) -> int:
        """How many articles the query found, those not fetched yet included."""
        return self._total

    def lit_query(self) -> str:
        """The query whose matches are lit in articles."""
        return self._query

    def tell_search(self) -> None:
        """Say in the query line what the list in front was asked; its answer says what came."""
        self.query_one(QueryBar).put(self._asked_here)
        self.query_one(QueryBar).report("")
        self.note("")

    def action_search(self) -> None:
        """Give the query line the focus; without any event articles are searched."""
        if self.tab == "events" and self.eventless:
            self.show_tab("articles")
        bar = self.query_one(QueryBar)
        bar.put(self._asked_here)
        self.remove_class("reads", "zen")
        bar.start()

    def action_like(self) -> None:
        """List the articles most like the one that is shown."""
        number = self.shown_article()
        if number is not None:
            query = f"like:{number}"
            self._query = query
            self.show_tab("articles", focus=True)
            self.query_one(QueryBar).put(query)
            self._ask(query)

    def begin_search(self, query: str) -> None:
        """Let a query be on; the list that is shown next asks it. Its last word is finished."""
        self._query, self._hits_of = f"{query.strip()} ", ""

    def resume_search(self) -> None:
        """Let the search be on that was on when the reader left."""
        if self.place.query and self.place.article is not None:
            self._query = self.place.query
            self.newest_hits, self.resumes = self.place.newest, True
            self.query_one(QueryBar).put(self.place.query)

    @abstractmethod
    def shown_article(self) -> int | None:
        """The number of the article that is shown."""

    @on(QueryBar.Asked)
    def _asked(self, event: QueryBar.Asked) -> None:
        event.stop()
        if self.tab == "names":
            self._prefix = event.query.strip()
            self.fill_names()
        elif event.query.strip():
            self._ask(event.query)
        else:
            self._clear()

    def _ask(self, query: str) -> None:
        if self.tab == "events":
            self.sift(query)
            return
        library, sort = self.library, self._sort
        many = max(PAGE, self.place.row + _NEAR + 1) if self.resumes else PAGE

        def then(results: Results) -> None:
            self._came(query, results)

        fetch(
            self,
            "search",
            lambda: library.search(query, limit=many, typing=True, sort=sort),
            then,
            self._query_failed,
        )

    def _came(self, query: str, results: Results) -> None:
        self._answered(query, results)
        if self._hits_of != query:
            self.just_read = frozenset()
        self._hits_of = query
        self.query_one(ArticleList).empty_words = "nothing found"
        self.query_one(ArticleList).show([hit.line for hit in results.hits], results.hits)
        self.query_one(QueryBar).report(
            f"{count(results.total, 'article')} · {results.took_ms:.0f} ms"
        )
        self.preview_or_resume()

    def _answered(self, query: str, results: Results) -> None:
        """A query was answered, for whichever list: keep it and say what was made of it."""
        self._query, self._total, self.sought = query, results.total, ""
        advice = in_words(results.note or "")
        if results.suggestion:
            advice = f"{advice}{'; ' if advice else ''}perhaps: {results.suggestion}"
        if not results.total and not advice:
            advice = _NOTHING
        self.note(advice)
        self.call_after_refresh(self.tell_status)

    def _query_failed(self, error: RashomonError) -> None:
        self.note(error.line(), wrong=isinstance(error, QueryError))

    def note(self, words: str, wrong: bool = False) -> None:
        """What is said under the query, or nothing."""
        self.query_one(NoteLine).say(words, "warn" if wrong else "dim")

    @on(QueryBar.Left)
    def _left(self, event: QueryBar.Left) -> None:
        event.stop()
        self.set_focus(self.query_one(f"#{self.tab}"))
        if not event.into_results:
            self.give_up_search()

    def give_up_search(self) -> None:
        """Empty the query and show everything again."""
        if self.tab == "names":
            self._prefix = ""
            self.query_one(QueryBar).put("")
            self.fill_names()
        else:
            self._clear()

    def _clear(self) -> None:
        self.workers.cancel_group(self, "search")
        self._query, self._total, self._hits_of = "", 0, ""
        bar = self.query_one(QueryBar)
        bar.put("")
        bar.report("")
        self.note("")
        self.query_one(Reader).light(())
        typing = self.focused is not None and self.focused.id == "query"
        self.show_tab(self.tab, focus=not typing)

    def fill_events(self) -> None:
        """All events, or those that the query is found in, as they are now."""
        self._kept = None
        if self._query:
            self.sift(self._query)
        else:
            self.query_one(EventList).empty_words = EventList.EMPTY
            self.list_events()

    def fill_articles(self) -> None:
        """All articles, or the answers to the query if they are not there already."""
        if self._query and self._hits_of != self._query:
            self._ask(self._query)
        elif self._query:
            self._tell_hits()
        else:
            fetch(self, "list", self.library.listed_articles, self._all_came, self.complain)

    def _tell_hits(self) -> None:
        """Show of the hits that are listed what is known of their articles now: read, starred."""
        articles, query, library = self.query_one(ArticleList), self._query, self.library
        before = list(articles.hits)
        self.query_one(QueryBar).report(count(self._total, "article"))

        def get() -> list[Hit]:
            lines = {line.id: line for line in library.lines([hit.line.id for hit in before])}
            return [replace(hit, line=lines.get(hit.line.id, hit.line)) for hit in before]

        def came(now: list[Hit]) -> None:
            listed = [hit.line.id for hit in articles.hits] == [hit.line.id for hit in now]
            if query == self._query and listed and now != before:
                articles.show([hit.line for hit in now], now, stay=True)

        fetch(self, "hits as now", get, came, self._query_failed)

    def _all_came(self, lines: Paged[ArticleLine]) -> None:
        articles = self.query_one(ArticleList)
        articles.empty_words = ArticleList.EMPTY
        first, at = not articles.items(), None
        articles.show(lines, stay=True)
        if first and self.place.article is not None:
            at = articles.place_of(self.place.article)
        if at is not None:
            articles.put_cursor(at)
        self.tell_status()
        if len(lines) and self.place.article is None and self.query_one(Reader).article is None:
            self.preview()

    def fetch_more(self, articles: ArticleList) -> None:
        """Fetch the next page of hits when the cursor nears the end of those that are there."""
        have, query, library, sort = articles.items(), self._query, self.library, self._sort
        if query and have < self._total and articles.cursor >= have - _NEAR:
            # What was read meanwhile may be found no longer: the next hits stand further up.
            skipped = have - sum(hit.line.id in self.just_read for hit in articles.hits)
            fetch(
                self,
                "more",
                lambda: library.search(query, limit=PAGE, offset=skipped, typing=True, sort=sort),
                lambda results: articles.more(results.hits) if query == self._query else None,
                self._query_failed,
            )

    def turn_hits(self) -> None:
        """Best or newest hits first."""
        if not self._query:
            self.tell("articles are listed newest first; hits of a search can be turned")
            return
        if self.alike:
            self.tell("articles like one are listed with those most alike first")
            return
        self.newest_hits = not self.newest_hits
        self.tell_tab()
        self._ask(self._query)

    def renew_hits(self) -> None:
        """Fetch the hits that are there once more: what is listed of them changed."""
        articles, query, sort = self.query_one(ArticleList), self._query, self._sort
        library, have = self.library, max(PAGE, articles.items())
        if not query or self._hits_of != query:
            return

        before, read = list(articles.hits), self.just_read

        def get() -> list[Hit]:
            hits = library.search(query, limit=have, typing=True, sort=sort).hits
            lines = {line.id: line for line in library.lines(read)}
            as_now = [replace(hit, line=lines.get(hit.line.id, hit.line)) for hit in before]
            return _with_read(hits, as_now, read)

        def came(found: list[Hit]) -> None:
            articles.show([hit.line for hit in found], found, stay=True)

        fetch(self, "more", get, came, self._query_failed)

    def fill_names(self) -> None:
        """The most named names, or those that begin with what was typed."""
        library, prefix = self.library, self._prefix
        fetch(
            self, "names", lambda: library.entities(prefix, limit=NAMES), self._names_came,
            self.complain,
        )  # fmt: skip

    def _names_came(self, names: list[Entity]) -> None:
        self.query_one(NameList).show(names)
        if self.tab == "names":
            self.query_one(QueryBar).report(count(len(names), "name") if self._prefix else "")
        self.tell_status()


def _with_read(hits: Sequence[Hit], before: Sequence[Hit], read: frozenset[int]) -> list[Hit]:
    """The new ``hits``, and those listed ``before`` that were read since, at their places."""
    found = list(hits)
    there = {hit.line.id for hit in hits}
    for at, hit in enumerate(before):
        if hit.line.id in read and hit.line.id not in there:
            found.insert(min(at, len(found)), hit)
    return found
