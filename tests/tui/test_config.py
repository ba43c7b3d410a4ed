"""The configuration: what may be set, and what is said of mistakes while the rest applies."""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest
from textual.keys import _character_to_key

from tools.config_reference import PAGE, page
from tui.actions import ACTIONS
from tui.config import SETTINGS, Config, load
from tui.config_file import LARGEST
from tui.config_place import place
from tui.config_template import template
from tui.key_names import key_name, written


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "config.toml"


def loaded(file: Path, text: str, **environ: str) -> Config:
    file.write_text(text, encoding="utf-8")
    return load({"RASHOMON_CONFIG": str(file), **environ})


def told(config: Config) -> list[str]:
    return [line.removeprefix(f"{config.file} ") for line in config.told()]


def test_without_a_file_everything_is_as_usual_and_nothing_is_made(home: Path) -> None:
    config = load({"HOME": str(home)})
    assert not config.mistakes and not config.there
    assert {value.source for value in config.values.values()} == {"default"}
    assert not (home / ".config").exists()


def test_the_file_lies_where_such_files_lie(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert place({}) == home / ".config" / "rashomon" / "config.toml"
    assert place({"XDG_CONFIG_HOME": "/etc/xdg"}) == Path("/etc/xdg/rashomon/config.toml")
    assert place({"XDG_CONFIG_HOME": "relative"}) == place({})
    assert place({"RASHOMON_CONFIG": ""}) is None


def test_values_of_the_file_apply_and_the_environment_overrides_them(file: Path) -> None:
    text = """
theme = "light"
width = 60
opener = ["firefox", "--new-tab"]
mouse = false
ascii = true
library = "/srv/news"
"""
    config = loaded(file, text, RASHOMON_WIDTH="50", RASHOMON_OPENER="w3m -T 'text/html'")
    assert not config.mistakes
    assert (config["theme"], config["mouse"], config["ascii"]) == ("paper", False, True)
    assert config["library"] == Path("/srv/news")
    assert (config["width"], config.values["width"].source) == (50, "RASHOMON_WIDTH")
    assert config["opener"] == ("w3m", "-T", "text/html")
    assert config.values["theme"].source == "line 2"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('theme = "nigth"', "line 1: theme: no theme 'nigth'; did you mean 'night'?"),
        ("theme = 3", "line 1: theme: a name in quotes is wanted"),
        ("\nwidth = true", "line 2: width: a number of cells is wanted"),
        ("width = 3", "line 1: width: a column is 20 to 200 cells wide"),
        ('mouse = "perhaps"', "line 1: mouse: true or false is wanted"),
        ('opener = "a \'b"', "line 1: opener: cannot be split into words"),
        ('library = "news"', "line 1: library: a directory from / or ~ on is wanted"),
        ("themes = 3", "line 1: themes: no such setting; did you mean 'theme'?"),
        ("keys = 3", "line 1: keys: a table is wanted: [keys]"),
        ("[keys]\nlibrary.serch = 'x'", "line 2: library.serch: no such action; did you mean"),
        ("[keys]\nzen = 'x'", "line 2: zen: no such action; did you mean library.zen?"),
        ("[keys]\nlibrary.zen = 7", "line 2: library.zen: keys in quotes are wanted"),
        ("[keys]\nlibrary.zen = 'spaec'", "no key 'spaec'; did you mean 'space'?"),
        ("[keys]\nlibrary.zen = 'hyper+x'", "no key 'hyper' to hold down"),
        ("[keys]\n\n'comparison.lens' = 'x'", "line 3: comparison.lens: no such action"),
        ("[keys]\nj = 'k'", "line 2: j: a key, not an action; write the action, then its keys"),
        ("[keys]\nmoving.down = 'moving.up'", "moving.up is an action, not a key; give keys, as"),
    ],
)
def test_a_mistake_is_told_with_its_line_and_what_would_be_right(
    file: Path, text: str, said: str
) -> None:
    config = loaded(file, text)
    (line,) = told(config)
    assert said in line
    assert config.values == load({}).values and not config.keys.keys


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("width = 50\nwidth = 60", "line 2: width: stands in the file already"),
        ("width = 50\n[feeds]\n[feeds]\n", "line 3: feeds: stands in the file already"),
        ("width = 50\n[keys]\nlibrary.zen = 'Z'\n'library.zen' = 'f9'", "line 4: library.zen: has"),
        ("width = 50\ntheme = night", "line 2: theme: invalid value; the line is left out"),
        ("width = 50\ntheme = 'solarized'", "there are auto, night, paper, terminal, plain"),
    ],
)
def test_a_line_that_does_not_count_is_told_with_its_key(file: Path, text: str, said: str) -> None:
    config = loaded(file, text)
    (line,) = told(config)
    assert said in line
    assert config["width"] == 50


def test_marks_that_editors_put_before_a_text_are_no_mistake_of_its_first_line(file: Path) -> None:
    file.write_text("width = 50", encoding="utf-8-sig")
    config = load({"RASHOMON_CONFIG": str(file)})
    assert config["width"] == 50 and not config.mistakes
    file.write_text("width = 50", encoding="utf-16")
    assert told(load({"RASHOMON_CONFIG": str(file)})) == [f"{file}: UTF-16; save it as UTF-8"]


def test_a_link_that_leads_nowhere_is_told(file: Path) -> None:
    file.symlink_to("nowhere.toml")
    (line,) = load({"RASHOMON_CONFIG": str(file)}).told()
    assert "a link that leads nowhere" in line


def test_the_rest_still_applies(file: Path) -> None:
    text = "width = \nthis is no TOML\n[keys]\nlibrary.zen = 'Z'\nlibrary.order = 'Q'\nx = ]\n"
    config = loaded(file, text)
    assert [line.partition(":")[0] for line in told(config)] == ["line 1", "line 2", "line 6"]
    assert config.keys.keys == {"library.zen": ("Z",), "library.order": ("Q",)}


def test_a_key_given_takes_it_from_who_has_it_in_the_same_place(file: Path) -> None:
    config = loaded(file, "[keys]\nlibrary.zen = 'm'\n")
    assert config.keys.keys == {"library.zen": ("m",), "library.like": ()}
    assert told(config) == ["line 2: library.zen: takes m from library.like, which has no key left"]


def test_one_key_given_twice_goes_to_the_first(file: Path) -> None:
    config = loaded(file, "[keys]\nlibrary.zen = 'Z'\nlibrary.order = ['o', 'Z']\n")
    assert config.keys.keys == {"library.zen": ("Z",)}
    assert told(config) == [
        "line 3: library.order: Z is given to library.zen already; not to this one"
    ]


def test_two_actions_may_swap_their_keys(file: Path) -> None:
    config = loaded(file, "[keys]\nmoving.down = 'k'\nmoving.up = 'j'\n")
    assert not config.mistakes
    assert config.keys.keys == {"moving.down": ("k",), "moving.up": ("j",)}


def test_a_key_that_hides_one_that_holds_everywhere_is_told(file: Path) -> None:
    config = loaded(file, "[keys]\nlibrary.zen = 'q'\n")
    assert "q is anywhere.leave, too" in told(config)[0]
    assert config.keys.keys == {"library.zen": ("q",)}


def test_an_action_may_have_no_key(file: Path) -> None:
    config = loaded(file, "[keys]\nanywhere.suspend_process = []\n")
    assert not config.mistakes and config.keys.keys == {"anywhere.suspend_process": ()}


def test_mistakes_in_the_environment_name_the_variable() -> None:
    config = load({"RASHOMON_CONFIG": "", "RASHOMON_MOUSE": "sometimes"})
    assert config.told() == ["the environment: RASHOMON_MOUSE: true or false is wanted"]
    assert config["mouse"] is True


@pytest.mark.parametrize("mode", [0o602, 0o622, 0o666])
def test_a_file_that_others_can_write_is_not_believed(file: Path, mode: int) -> None:
    file.write_text("width = 50", encoding="utf-8")
    file.chmod(mode)
    if mode & 0o020:
        os.chown(file, -1, os.getgid())
    config = load({"RASHOMON_CONFIG": str(file)})
    if mode & 0o002:
        assert config["width"] == 76
        assert (
            f"not read: other users can write it; take that away: chmod go-w {file}"
            in (config.told()[0])
        )


def test_what_is_no_plain_file_is_not_waited_for(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    for path in (pipe, tmp_path):
        assert "not read: not a plain file" in load({"RASHOMON_CONFIG": str(path)}).told()[0]


@pytest.mark.parametrize(
    "raw",
    [
        b"\xff\xfe\x00",
        b"\0",
        b"[" * 60_000,
        b"a = " + b"[" * 30_000 + b"]" * 30_000,
        b"a." * 30_000 + b"b = 1",
        (b"a." * 490 + b"b = 1\n") * 60,
        b'"' * 60_001,
        b"=\n" * 30_000,
        b"x" * (LARGEST + 1),
        b"[keys]\n" + b"library.zen = 'x'\n" * 3_000,
        b"[keys.library]\nzen.zen.zen.zen.zen = 'x'",
        b"\r\n\r\nwidth = 1",
        b"width = 99999999999999999999999999999999999999",
    ],
)
def test_hostile_files_are_told_of_and_change_nothing(file: Path, raw: bytes) -> None:
    file.write_bytes(raw)
    config = load({"RASHOMON_CONFIG": str(file)})
    assert config.mistakes and len(config.mistakes) < 60
    assert config["width"] == 76


def test_the_template_sets_nothing_and_without_its_marks_the_usual(file: Path) -> None:
    config = loaded(file, template())
    assert not config.mistakes and not config.keys.keys
    config = loaded(file, re.sub(r"(?m)^#(?! )", "", template()))
    assert not config.mistakes and not config.keys.keys
    assert {name: value.value for name, value in config.values.items()} == {
        setting.name: setting.default for setting in SETTINGS
    }


def test_keys_are_called_as_the_screens_call_them() -> None:
    for letter in "aZ09/?.,;:#!'\"()[]{}<>|\\@-_+=*&%$^~`é«":
        assert key_name(letter) == _character_to_key(letter)
    for action in ACTIONS:
        for key in action.keys:
            assert key_name(key) == key == key_name(written(key))


def test_the_page_about_settings_is_as_it_would_be_written_now() -> None:
    assert PAGE.read_text(encoding="utf-8") == page(), "run: python -m tools.config_reference"
