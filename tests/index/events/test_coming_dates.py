"""Dates that somebody set or awaits: a coming vote, season or deadline proves nothing.

Each sentence was written before the date it names, however past its verbs are, so the date
on the article stands.
"""

from __future__ import annotations

import pytest

from tests.index.events.telling import dates_of

VOTES = """
Trump's 2020 chances narrowed as the resistance held firm, the pollster said.
He said a lot can happen between now and November 2020.
When November 2020 rolls around, the voters who were cheated will remember.
She raised 12 million dollars for her November 2020 race, filings showed.
Donors gave more to the November 2020 Senate campaign than they had given to any other.
They met to plan a November 2020 ballot measure that was blocked before.
The governor, who lost twice, announced a run for the White House in November 2020.
He told friends he had his sights set on November 2020.
He won the nomination and faced a rematch in November 2020.
The party picked Milwaukee for its July 2020 convention, it said.
The commission moved the vote to May 2021 after clerks complained.
The council called an election for 12 December 2019, and the opposition agreed.
Lawmakers fixed May 7, 2020, as the day of the poll.
The 2020 field grew as three more senators jumped in.
The state scheduled its primary for March 3, 2020, and others followed.
The court ordered new maps drawn for the November 2018 elections.
The prime minister ruled out a vote before June 2022, her office said.
Allies urged him to think of November 2020, not of this week.
With November 2020 in mind, he hired two advisers.
Aides looked ahead to November 2020 and saw trouble.
November 2020 looms for those who backed the bill.
In November 2020, voters who lost faith will decide, he said.
In November 2020, the candidate who won Iowa could face him.
Imagine he is being sworn in again in January 2021, the columnist wrote.
The incumbent saw his odds for November 2020 fall, bookmakers said.
"""

SEASONS = """
The city won the right to host the games in July 2024, and crowds cheered.
Japan was awarded the Olympics of August 2020, and planning began.
The July 2028 Olympics were handed to Los Angeles.
The band said its June 2021 tour sold out in an hour.
Tickets for the concert on June 5, 2021 sold out, the hall said.
The club signed him through June 2023, it announced.
The studio pushed the film back to November 2021, it said.
The film's release was moved from May 2020 to April 2, 2021.
Qatar was chosen for the World Cup of November 2022 by a vote that was bought.
The league booked the stadium for 4 May 2021, it said.
The December 2023 season was cut to ten games, the league said.
The festival named its headliner for August 2022 and sold passes.
"""

DEADLINES = """
The agency postponed the rule again, now to July 1, 2019, the judge noted.
The launch was pushed back to November 2015, officials said.
The law passed in spring and, beginning in October 2014, requires new permits.
Inspectors found that starting in May 2022 clinics were to be licensed.
The company sold bonds maturing in June 2030, it said.
The firm signed a lease that expires in May 2030, records showed.
It agreed to cut emissions by June 2030, the ministry said.
Britain was given until October 31, 2019 to leave, leaders said.
They reached a truce that takes effect in January 2021, envoys said.
He was sentenced to ten years and has a release date of June 14, 2031, the court said.
The judge set a trial date of March 4, 2024, and both sides complained.
The judge delayed the trial until May 20, 2024, after lawyers asked for time.
The minister set a deadline of March 29, 2019, and wrote to Brussels.
Her term ends in January 2023, the clerk said.
The bridge, due in March 2021, was built by two firms that merged.
Negotiators extended the deal to February 2026, the envoy said.
The tariffs were suspended until December 15, 2019, the office said.
The plant closes in May 2025, said the owner, who bought it cheaply.
The army promised to be gone by September 11, 2021, and began to pack.
The program, effective January 1, 2022, was approved on a party-line vote.
The contract, which was won by a rival, runs to August 2027.
The budget approved on Monday covers the year from October 2019 through September 2020.
The mission was approved, with a launch date of July 2020.
The eclipse of August 12, 2026 was already marked on his calendar.
The airline ordered jets for delivery in March 2025, it said.
The mayor has until 30 June 2022 to answer, said the clerk who filed the case.
They chose September 1, 2023 for their wedding, friends said.
The pension age was raised to 67 from January 2028, the ministry said.
"""


def _sentences(block: str) -> list[str]:
    return block.strip().splitlines()


@pytest.mark.parametrize("text", [*_sentences(VOTES), *_sentences(SEASONS), *_sentences(DEADLINES)])
def test_what_is_named_by_a_coming_date_is_held_against_no_stated_date(text: str) -> None:
    assert not dates_of(text, "2013-03-01").conflict


@pytest.mark.parametrize("text", [*_sentences(VOTES), *_sentences(SEASONS), *_sentences(DEADLINES)])
def test_nor_does_it_date_a_text_that_states_none(text: str) -> None:
    assert not [found.value for found in dates_of(text).evidence if found.value.startswith("from")]


TOLD = """
In July 2018, the two countries held talks, a spokesman said.
The clerk was fired in May 2017 after an audit.
He resigned on March 4, 2019, and moved to Spain.
The mill, which was shut in June 2016, burned down.
Police arrested her on 14 August 2021 at the border.
By June 13, 2017, agents had gone to his home.
On Jan. 2, 2020, the president ordered the strike.
Mortgage rates were at 5.17 percent in November 2018, the bank said.
The governor was elected in November 2017 and took office in January.
"""


@pytest.mark.parametrize("text", _sentences(TOLD))
def test_what_is_plainly_told_as_past_is(text: str) -> None:
    assert dates_of(text, "2013-03-01").conflict
