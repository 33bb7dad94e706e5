"""The command line: `portal init | demo | serve | publish | erase | notify | ...`."""

import click

from portal.cli.erase import erase
from portal.cli.notify import notify
from portal.cli.places import demo, init
from portal.cli.recount import recount
from portal.cli.running import counters, publish, serve
from portal.cli.staff import staff_invite


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
def main() -> None:
    """Portal survei kepuasan masyarakat: survei, penerbitan, dan halaman publik."""


for command in (init, demo, serve, publish, erase, notify, staff_invite, counters, recount):
    main.add_command(command)
