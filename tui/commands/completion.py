"""``rashomon completion``: what a shell needs to complete commands and options."""

from __future__ import annotations

import click
from click.shell_completion import get_completion_class

from tui.commands import session


@click.command("completion")
@click.argument("shell", type=click.Choice(["bash", "zsh", "fish"]))
@session.library_option
@click.pass_context
def command(context: click.Context, shell: str) -> int:
    """Print the completion script of a shell.

    \b
    Put one of these into the file your shell reads at its start:
      bash    eval "$(rashomon completion bash)"       ~/.bashrc
      zsh     eval "$(rashomon completion zsh)"        ~/.zshrc
      fish    rashomon completion fish | source        ~/.config/fish/config.fish
    """
    maker = get_completion_class(shell)
    if maker is None:
        raise click.UsageError(f"no completion for {shell}")
    root = context.find_root().command
    script = maker(root, {}, "rashomon", "_RASHOMON_COMPLETE").source()
    session.say(script.splitlines())
    return session.DONE
