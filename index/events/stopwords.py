"""Words that tell no event from another."""

from __future__ import annotations

STOP_WORDS = frozenset(
    """a about above after again against ago all almost along already also although always am amid
    among an and another any are aren't around as at away back be became because become been before
    began behind being below between both but by called came can can't cannot come could couldn't
    day days did didn't do does doesn't doing don't done down during each early either else end
    enough even ever every far few first for former from full gave get give given go going good got
    had hadn't has hasn't have haven't having he he'd he'll he's her here here's hers herself him
    himself his how how's however i i'd i'll i'm i've if in including into is isn't it it's its
    itself just keep know known last late later least less let let's like likely long made make
    makes making many may maybe me mean might monday tuesday wednesday thursday friday saturday
    sunday month months more most mostly mr mrs ms much must my myself near need never new news
    next night no nor not nothing now of off often old on once one ones only onto or other others
    our ours ourselves out over own part people per place put rather re really recent recently
    right said same saturday saw say saying says see seen she she'd she'll she's should shouldn't
    show since so some something still such take taken tell than that that's the their theirs them
    themselves then there there's these they they'd they'll they're they've thing things think this
    those though three through thursday time times to today together told too took toward towards
    two under until up upon us use used using very want wants was wasn't way we we'd we'll we're
    we've week weeks well went were weren't what what's when when's where where's whether which
    while who who's whom whose why why's will with within without won't would wouldn't year years
    yes yesterday yet you you'd you'll you're you've your yours yourself u s t d ll ve com www http
    https pic twitter image caption photo copyright advertisement story read click video media
    reuters afp ap getty images""".split()
)
