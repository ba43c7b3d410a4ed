"""Every key and what it does: one table for bindings, palette, help, hints and the README.

No terminal library is needed to read it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Literal

Scope = Literal[
    "anywhere", "moving", "library", "reading", "outward", "links", "comparison", "choosing",
    "sentences", "name", "outlet", "keeping", "kept", "feeds", "help",
    "correcting",
]  # fmt: skip

SCOPES: dict[Scope, str] = {
    "anywhere": "Anywhere",
    "moving": "Moving in any pane",
    "library": "Library",
    "reading": "Reading an article",
    "outward": "Taking something along from an article",
    "links": "Links of an article",
    "comparison": "Comparing outlets",
    "choosing": "Choosing the texts of a comparison",
    "sentences": "Sentences behind a count, and the page of a name",
    "name": "The page of a name",
    "outlet": "The page of an outlet",
    "keeping": "Keeping: the article in front, or of the column or sentence one is on",
    "kept": "The list of what is kept",
    "feeds": "The list of feeds",
    "correcting": "Putting right, in the library and in a comparison",
    "help": "This help",
}
"""Where actions hold, in the order they are explained, with the heading of each."""


@dataclass(frozen=True, slots=True)
class Action:
    """Something the reader can do.

    ``name`` is the method ``action_<name>`` that does it; ``keys`` are Textual's names of
    keys, the first is shown first; ``hint`` ranks it for the status line (1 first, 0
    never), where it is called ``label``. An action without keys is found by its name.
    """

    scope: Scope
    name: str
    keys: tuple[str, ...]
    label: str
    help: str
    hint: int = 0

    @property
    def id(self) -> str:
        """The name the action has everywhere: in tests, in a configuration."""
        return f"{self.scope}.{self.name}"


ACTIONS: tuple[Action, ...] = (
    Action("anywhere", "help", ("question_mark",), "help", "Show the keys that work here", 9),
    Action("anywhere", "palette", ("colon", "ctrl+p"), "commands", "Find any command by its name"),
    Action("anywhere", "leave", ("q",), "back",
           "Go back to where you came from; from the first screen, leave"),
    Action("anywhere", "back", ("escape", "backspace"), "back",
           "Go back to where you came from, or give up what you began"),
    Action("anywhere", "undo", ("u",), "undo",
           "Take back what you did last (corrected, kept, added, forgot, followed), and say it;"
           " again, the one before"),
    Action("anywhere", "redo", ("U",), "redo",
           "Let what was undone last stand again, until something new is done"),
    Action("anywhere", "outlets", ("O",), "outlets",
           "The outlets and what each does over all events; in a comparison, this column's"),
    Action("anywhere", "theme", ("t",), "colors",
           "Other colors: dark, light, the terminal's own, none"),
    Action("anywhere", "suspend_process", ("ctrl+z",), "suspend",
           "Put the program to sleep; the shell's fg wakes it"),
    Action("anywhere", "redraw", ("ctrl+l",), "redraw",
           "Paint the screen anew, should another program have written over it"),
    Action("anywhere", "quit", ("ctrl+q", "ctrl+c"), "quit",
           "Leave; the next start opens where you were"),
    Action("moving", "down", ("j", "down"), "down", "Next line or next row"),
    Action("moving", "up", ("k", "up"), "up", "Line or row before"),
    Action("moving", "page_down", ("space", "pagedown"), "page", "One page on"),
    Action("moving", "page_up", ("b", "pageup"), "page back", "One page back"),
    Action("moving", "half_down", ("ctrl+d",), "half a page", "Half a page on"),
    Action("moving", "half_up", ("ctrl+u",), "half back", "Half a page back"),
    Action("moving", "top", ("g", "home"), "top", "To the beginning; after a number, to that line"),
    Action("moving", "bottom", ("G", "end"), "end", "To the end; after a number, to that line"),
    Action("moving", "open", ("enter",), "open",
           "Open: an article, the page of a name, the sentences behind a count", 2),
    Action("library", "search", ("slash",), "search",
           "Among events and articles search as you type; among names find a name", 3),
    Action("library", "next_list", ("l", "right"), "next list",
           "The list to the right: events, articles, names"),
    Action("library", "prior_list", ("h", "left"), "list before",
           "The list to the left; from the text back to its list"),
    Action("library", "events", (), "events", "List the events"),
    Action("library", "articles", (), "articles", "List the articles"),
    Action("library", "names", (), "names", "List people, bodies, places, peoples, events"),
    Action("library", "compare", ("c",), "compare",
           "Lay the texts of this event side by side, or those that are picked", 1),
    Action("library", "pick", ("comma",), "pick",
           "Pick this article to be compared by hand, or drop it again"),
    Action("library", "unpick", ("semicolon",), "drop picked", "Drop all that are picked"),
    Action("library", "coverage", ("v",), "coverage",
           "Who told this event and when, and who has no article here, with the numbers"),
    Action("library", "copies", ("s",), "same text",
           "Who prints the same text as this one, and what each cut, added and reworded"),
    Action("library", "next_article", ("J",), "next text", "Read the next article"),
    Action("library", "prior_article", ("K",), "text before", "Read the article before"),
    Action("library", "earlier", ("H",), "read before", "Back to what was read before, at its"
           " place"),
    Action("library", "later", ("L",), "read after", "Forward again through what was read"),
    Action("library", "mark", ("quotation_mark",), "mark",
           "Mark this place: a letter or digit follows"),
    Action("library", "to_mark", ("apostrophe",), "to a mark",
           "To a marked place: its letter follows; again the key itself, back from there"),
    Action("library", "next_hit", ("n",), "next match",
           "To the next match in the text shown, after its last to the next text of the list"),
    Action("library", "prior_hit", ("N",), "match before",
           "To the match before, from the first to the text before"),
    Action("library", "next_pane", ("tab",), "pane",
           "To the next pane; after a number, to that pane"),
    Action("library", "prior_pane", ("shift+tab",), "pane before", "To the pane before"),
    Action("library", "wider", ("greater_than_sign",), "wider",
           "Make the list wider, or the names where one is in them larger; kept"),
    Action("library", "narrower", ("less_than_sign",), "narrower",
           "Make the list narrower, or the names where one is in them smaller; kept"),
    Action("library", "usual_sizes", ("equals_sign",), "usual sizes",
           "Make all panes as large as usual"),
    Action("library", "zen", ("z",), "zen", "Only the text, or all panes again"),
    Action("library", "order", ("o",), "order",
           "Events: newest or largest first; hits: best or newest first; names of a text: most"
           " or first named first"),
    Action("library", "like", ("m",), "more like it",
           "The articles most like the one that is shown"),
    Action("library", "hits", ("B",), "all found",
           "Star, tag or mark all articles: those picked, else those that the search finds, of"
           " the event, or listed; asks first, with their number"),
    Action("library", "save", ("plus",), "keep search", "Keep the search under a name"),
    Action("library", "kept", ("S",), "kept",
           "What you keep: searches with their counts, stars, tags, notes"),
    Action("library", "add", ("a",), "add",
           "Add articles from a file, a folder, a table, an archive or an address"),
    Action("library", "feeds", ("F",), "feeds",
           "The feeds you follow: follow one, fetch what is new, folders, trouble"),
    Action("library", "imports", ("I",), "imports",
           "What was added, and what was not and why: the latest imports"),
    Action("library", "forget", ("d", "delete"), "forget",
           "Forget this article, or all that are picked, found or listed; asks first, with their"
           " number; u brings them back"),
    Action("library", "stop", ("x",), "stop",
           "Stop the work that the progress line shows; what came in stays, an undoing changes"
           " nothing then"),
    Action("reading", "find", ("slash",), "find", "Search inside this text as you type; a"
           " capital typed must be one there; n and N walk what is found, also in the next text",
           3),
    Action("library", "tour", ("T",), "tour",
           "A short tour of this screen in six steps, or end it"),
    Action("reading", "next_match", ("n",), "next match", "To the next match of the search"),
    Action("reading", "prior_match", ("N",), "match before", "To the match before"),
    Action("reading", "next_name", ("right_square_bracket",), "next name",
           "To the next name; enter opens its page", 4),
    Action("reading", "prior_name", ("left_square_bracket",), "name before", "To the name before"),
    Action("reading", "select", ("v",), "mark a passage",
           "Mark the sentence here, and what the next moves reach: y copies it, e writes a note"
           " on it; again, mark nothing"),
    Action("reading", "next_note", ("right_curly_bracket",), "next note", "To your next note"),
    Action("reading", "prior_note", ("left_curly_bracket",), "note before",
           "To your note before"),
    Action("reading", "evidence", ("i",), "evidence",
           "How title, outlet, source and dates are known"),
    Action("reading", "furniture", ("f",), "furniture",
           "Show or fold what is not the article: adverts, links, forms"),
    Action("outward", "copy", ("y",), "copy",
           "Copy what is marked, else the sentence on the reading line; again, the paragraph"),
    Action("outward", "cite", ("Y",), "cite",
           "Copy a citation: headline, outlet, dates, address"),
    Action("outward", "links", ("W",), "links", "The addresses in this article, numbered"),
    Action("outward", "browse", ("w",), "web",
           "Open the page this article came from in a browser"),
    Action("outward", "original", ("R",), "as it came",
           "The bytes this article came as, nothing folded or left out"),
    Action("links", "copy", ("y",), "copy", "Copy the address, or that of the number before", 3),
    Action("comparison", "next_lens", ("tab",), "next lens",
           "Next lens: text, wording, voices and so on; after a number, that lens", 1),
    Action("comparison", "prior_lens", ("shift+tab",), "lens before", "The lens before"),
    Action("comparison", "right", ("l", "right"), "column", "One column to the right"),
    Action("comparison", "left", ("h", "left"), "column before", "One column to the left"),
    Action("comparison", "swap", ("x",), "next text here",
           "Put the next text into this column; where one is shown at a time, the next one"),
    Action("comparison", "texts", ("p",), "choose texts",
           "Choose which texts stand in the columns, and in which order", 3),
    Action("comparison", "differences", ("o",), "only differences",
           "Only rows with a lit word or one text alone; again, all rows", 4),
    Action("comparison", "aligned", ("a",), "only aligned",
           "Only rows in which texts stand beside each other; again, all rows"),
    Action("comparison", "single", ("z",), "one text",
           "One text at a time, or side by side again"),
    Action("comparison", "farthest", ("f",), "farthest apart",
           "The two or three texts that differ most, with the reason; again, the usual ones"),
    Action("comparison", "more", ("m",), "more like it",
           "Lay a further text, or a related event, beside these"),
    Action("comparison", "copy", ("y",), "copy", "Copy the passage one is on"),
    Action("comparison", "cite", ("Y",), "cite", "Copy a citation of this column's text"),
    Action("comparison", "links", ("W",), "links", "The addresses in this column's text, numbered"),
    Action("comparison", "coverage", ("v",), "coverage",
           "Who told this event and when, and who has no article here, with the numbers"),
    Action("comparison", "copies", ("s",), "same text",
           "Who prints the same text as this one, and what each cut, added and reworded"),
    Action("comparison", "surely", ("S",), "surest words",
           "Of the words that mark one text only those chance would hardly give, or all"),
    Action("comparison", "add_set", ("A",), "add words",
           "Add a wording set of your own: a name, a colon, forms with commas between"),
    Action("comparison", "write", ("w",), "write report",
           "Write this comparison to a file (.md or .html)"),
    Action("choosing", "pick", ("comma",), "in or out",
           "This text into the last column, or out of the columns", 1),
    Action("choosing", "later", ("J",), "column on", "This text one column to the right", 3),
    Action("choosing", "earlier", ("K",), "column back", "This text one column to the left"),
    Action("choosing", "all", ("a",), "all or none", "Every text once, or none", 4),
    Action("sentences", "next_text", ("J",), "next text", "First sentence of the next text", 3),
    Action("sentences", "prior_text", ("K",), "text before",
           "First sentence of the text before"),
    Action("sentences", "copy", ("y",), "copy", "Copy the sentence one is on"),
    Action("sentences", "cite", ("Y",), "cite", "Copy a citation of the text it is from"),
    Action("name", "turn", ("tab", "shift+tab"), "figures",
           "From the sentences to the figures and back; enter opens what an outlet tells of it,"
           " or a name found beside", 1),
    Action("name", "merge_name", ("M",), "merge", "Say that this name and another are one"),
    Action("name", "split_name", ("X",), "split", "Say that one of its spellings is another name"),
    Action("outlet", "beside", ("c",), "beside",
           "Put it beside another outlet, or beside all others again", 1),
    Action("outlet", "label", ("L",), "label",
           "Write what you say of it: kept and shown as yours", 3),
    Action("keeping", "star", ("asterisk",), "star", "Star this article, or take its star off"),
    Action("keeping", "tag", ("number_sign",), "tag", "Put a tag on this article, or take one off"),
    Action("keeping", "note", ("e",), "note",
           "Write a note on what is marked, else on the sentence or passage one is on; or change"
           " the one that is there"),
    Action("keeping", "drop_note", ("E",), "drop note",
           "Throw the note that is here away"),
    Action("keeping", "read", ("r",), "read or unread", "Mark this article read, or unread again"),
    Action("kept", "write", ("w",), "write to a file",
           "Write the texts of this line, or of a note all that is kept, to a file: .md, .bib,"
           " .csl.json or .jsonl by its ending", 3),
    Action("kept", "drop", ("d",), "drop", "Throw this search, tag or note away; u brings it back",
           4),
    Action("feeds", "subscribe", ("a",), "follow one",
           "Follow a feed: its address, that of a page that names it, or a list of feeds (OPML)",
           1),
    Action("feeds", "fetch", ("r",), "fetch", "Ask this feed for what is new", 3),
    Action("feeds", "fetch_all", ("R",), "fetch all", "Ask every feed for what is new"),
    Action("feeds", "stop", ("x",), "stop", "Stop the fetching; what is in stays"),
    Action("feeds", "folder", ("f",), "folder", "Put this feed into a folder, or out of it"),
    Action("feeds", "full_text", ("w",), "whole texts",
           "Fetch the page where this feed has only a teaser, or no longer"),
    Action("feeds", "pause", ("p",), "pause", "Ask this feed no longer, or again"),
    Action("feeds", "details", ("i",), "about it",
           "All about this feed: address, answers, trouble and what to do", 4),
    Action("feeds", "unsubscribe", ("d",), "unfollow",
           "Follow this feed no longer; asks first, and its articles stay"),
    Action("help", "find_key", ("slash",), "find",
           "Show only the lines that have a key, or words, as you type them", 1),
    Action("correcting", "merge", ("M",), "merge",
           "This event and another are one; among names, this name and another"),
    Action("correcting", "split", ("X",), "split off",
           "This article tells another event; among names, split a spelling off"),
    Action("correcting", "move", ("V",), "move", "Move this article to another event"),
    Action("correcting", "date", ("D",), "date", "Correct the day of this article"),
)  # fmt: skip


def in_scope(scope: Scope) -> tuple[Action, ...]:
    """The actions that hold in one scope, in the order of the table."""
    return tuple(action for action in ACTIONS if action.scope == scope)


def hints(scopes: Iterable[Scope]) -> list[Action]:
    """The actions of these scopes that the status line may name, most useful first."""
    wanted = set(scopes)
    found = [a for a in ACTIONS if a.hint and a.keys and a.scope in wanted]
    return sorted(found, key=lambda action: action.hint)


def give_keys(keys: Mapping[str, tuple[str, ...]]) -> None:
    """Give actions, named by id, other keys. Before the screens are imported: they bind them."""
    global ACTIONS
    ACTIONS = tuple(
        replace(action, keys=keys[action.id]) if action.id in keys else action for action in ACTIONS
    )
