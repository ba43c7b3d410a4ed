"""English words that carry no content of their own when texts are compared."""

from __future__ import annotations

STOPWORDS = frozenset(
    """a about above after again against all also although am among an and another any are aren't
    as at back be became because become been before began being below between both but by came can
    can't cannot come could couldn't day did didn't do does doesn't doing don't done down during
    each either else even ever every few first for from further get go going got had hadn't has
    hasn't have haven't having he he'd he'll he's her here hers herself him himself his how
    however i i'd i'll i'm i've if in into is isn't it it's its itself just last later least less
    let like made make makes making many may me meanwhile might more moreover most much must my
    myself near neither never nevertheless new no nor not nothing now of off often on once one only
    onto or other others our ours out over own per put quite rather really s said same saw say
    saying says see seen several shall she she'd she'll she's should shouldn't since so some
    something soon still such t take taken than that that's the their theirs them themselves then
    there there's therefore these they they'd they'll they're they've thing think this those
    though through thus to told too took toward towards two under until up upon us use used very
    via was wasn't way we we'd we'll we're we've well went were weren't what when where whether
    which while who whom whose why will with within without won't would wouldn't yet you you'd
    you'll you're you've your yours yourself according including added stated declared mr mrs ms
    monday tuesday wednesday thursday friday saturday sunday""".split()
)
