"""Searching as one types: asked in a thread, late answers dropped, old rows kept till then."""

from __future__ import annotations

from textual import on

from index import ArticleLine, Entity, Library, QueryError, RashomonError, Results
from tui.phrases import count
from tui.screens.place import Place
from tui.screens.room import Room
from tui.widgets.listing import ArticleList, NameList
from tui.widgets.one_line import OneLine
from tui.widgets.query_bar import QueryBar
from tui.widgets.reader import Reader
from tui.work import fetch

PAGE = 50
"""Hits fetched at a time; the next come when the cursor nears the end."""
NAMES = 5_000
_NEAR = 20


class Searching(Room):
    """The part of the library screen that asks and shows answers."""

    library: Library
    tab: str
    place: Place
    _query = ""
    _prefix = ""
    _before = ""
    _total = 0
    _stay = False

    def show_tab(self, tab: str, focus: bool = False) -> None:
        """Put one of the lists in front."""
        raise NotImplementedError

    def preview(self) -> None:
        """Show the article under the list's cursor."""
        raise NotImplementedError

    def searched(self) -> bool:
        """Whether the list in front shows answers."""
        return bool(self._prefix if self.tab == "names" else self._query)

    def found(self) -> int:
        """How many articles the query found, those not fetched yet included."""
        return self._total

    def lit_query(self) -> str:
        """The query whose matches are lit in articles."""
        return self._query

    def action_search(self) -> None:
        """Give the query line the focus."""
        bar = self.query_one(QueryBar)
        bar.put(self._prefix if self.tab == "names" else self._query)
        self.remove_class("reads", "zen")
        bar.start()

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
        library = self.library

        def then(results: Results) -> None:
            self._came(query, results)

        fetch(
            self,
            "search",
            lambda: library.search(query, limit=PAGE, typing=True),
            then,
            self._wrong,
        )

    def _came(self, query: str, results: Results) -> None:
        if self.tab != "articles":
            self._before, self.tab = self.tab, "articles"
        self._query, self._total = query, results.total
        self.show_tab("articles")
        self.query_one(ArticleList).empty_words = "nothing found"
        self.query_one(ArticleList).show([hit.line for hit in results.hits], results.hits)
        self.query_one(QueryBar).report(
            f"{count(results.total, 'article')} · {results.took_ms:.0f} ms"
        )
        advice = results.note or ""
        if results.suggestion:
            advice = f"{advice}{'; ' if advice else ''}perhaps: {results.suggestion}"
        self.note(advice)
        self.preview()

    def _wrong(self, error: RashomonError) -> None:
        self.note(error.line(), wrong=isinstance(error, QueryError))

    def note(self, words: str, wrong: bool = False) -> None:
        """One line under the query, or none."""
        line = self.query_one("#note", OneLine)
        line.display = bool(words)
        line.show([(f"   {words}", "warn" if wrong else "dim")])

    @on(QueryBar.Left)
    def _left(self, event: QueryBar.Left) -> None:
        event.stop()
        self.query_one(f"#{self.tab}").focus()
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
        self._query, self._total = "", 0
        bar = self.query_one(QueryBar)
        bar.put("")
        bar.report("")
        self.note("")
        self.query_one(Reader).light(())
        self._return()

    def _return(self) -> None:
        before, self._before = self._before, ""
        typing = self.focused is not None and self.focused.id == "query"
        self.show_tab(before or self.tab, focus=not typing)

    def fill_articles(self) -> None:
        """All articles, or the answers to the query, which are there already."""
        if not self._query:
            fetch(self, "list", self.library.articles, self._all_came, self.complain)

    def _all_came(self, lines: list[ArticleLine]) -> None:
        articles = self.query_one(ArticleList)
        articles.empty_words = ArticleList.EMPTY
        first, at = not articles.items(), None
        articles.show(lines, stay=True)
        if first and self.place.article is not None:
            at = articles.place_of(self.place.article)
        if at is not None:
            articles.put_cursor(at)
        if lines and self.place.article is None and self.query_one(Reader).article is None:
            self.preview()

    def fetch_more(self, articles: ArticleList) -> None:
        """Fetch the next page of hits when the cursor nears the end of those that are there."""
        have, query, library = articles.items(), self._query, self.library
        if query and have < self._total and articles.cursor >= have - _NEAR:
            fetch(
                self,
                "more",
                lambda: library.search(query, limit=PAGE, offset=have, typing=True),
                lambda results: articles.more(results.hits) if query == self._query else None,
                self._wrong,
            )

    def fill_names(self) -> None:
        """The most named names, or those that begin with what was typed."""
        library, prefix = self.library, self._prefix
        fetch(
            self, "names", lambda: library.entities(prefix, limit=NAMES), self._names_came,
            self.complain,
        )  # fmt: skip

    def _names_came(self, names: list[Entity]) -> None:
        self.query_one(NameList).show(names)
        if self._prefix:
            self.query_one(QueryBar).report(count(len(names), "name"))
