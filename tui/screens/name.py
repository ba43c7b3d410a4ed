"""The page of a name: every sentence that names it, in parts, and figures about it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar

from textual import on
from textual.widget import Widget

from index import EntityPage
from tui.actions import Scope
from tui.key_words import worded
from tui.keys import bindings
from tui.screens.correcting import merge_name, split_name
from tui.screens.named import Named
from tui.widgets.figures import Figures
from tui.widgets.lines import LinePane
from tui.widgets.one_line import OneLine
from tui.widgets.sentences import Sentences
from tui.widgets.still import Across

BESIDE = 110
"""From this width on the figures stand beside the sentences."""


class NameScreen(Named):
    """Every sentence in the library that names someone or something, and figures about it."""

    SCOPES: ClassVar[tuple[Scope, ...]] = ("sentences", "name", "keeping")
    BINDINGS = bindings("name")

    def furnish(self) -> Iterable[Widget]:
        """A line about them, the sentences, the figures."""
        yield OneLine(id="about")
        with Across(id="page"):
            yield Sentences(id="sentences")
            yield Figures(id="figures")

    def tell_name(self, page: EntityPage) -> None:
        """Put into words who is named, how often, and under which spellings."""
        super().tell_name(page)
        spelt = sorted(page.entity.variants.items(), key=lambda variant: -variant[1])
        spellings = " · ".join(f"{name} {number:,}" for name, number in spelt[:9])
        self.about += f", as {spellings}"
        self.query_one(Figures).show(page)

    @on(LinePane.Opened)
    def _figure_opened(self, event: LinePane.Opened) -> None:
        chosen = event.pane.chosen() if isinstance(event.pane, Figures) else None
        if chosen is None:
            return
        if chosen.kind == "beside":
            kind = chosen.by.type if chosen.by else None
            self.app.push_screen(NameScreen(self.library, chosen.label, kind))
        elif chosen.by is not None:
            self.app.push_screen(Named(self.library, self.named, self.type, chosen.by))
        else:
            words = "a spelling; {moving.open} opens outlets and names further down"
            self.tell(worded(words))

    def action_turn(self) -> None:
        """From the sentences to the figures and back."""
        figures = self.query_one(Figures)
        away = figures.has_focus
        self.set_class(not away, "figured")
        self.set_focus(self.pane if away else figures)

    def go_back(self, leave: bool) -> None:
        """From the figures, where they stand alone, to the sentences; from there away."""
        if self.has_class("figured") and self.size.width < BESIDE:
            self.action_turn()
        else:
            super().go_back(leave)

    def action_merge_name(self) -> None:
        """Say that this name and another are one."""
        if self.page is not None:
            entity = self.page.entity
            merge_name(self, self.library, entity.name, entity.type, self._renamed)

    def action_split_name(self) -> None:
        """Say that one of the spellings is another name."""
        if self.page is not None:
            chosen = self.query_one(Figures).chosen() if self.query_one(Figures).has_focus else None
            spelling = chosen.label if chosen and chosen.kind == "spelling" else ""
            split_name(self, self.library, self.page.entity, spelling)

    def _renamed(self, name: str) -> None:
        self.named = name
