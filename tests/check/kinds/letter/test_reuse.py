"""Near copies: the same letter with other ids, and letters of one kind that are none."""

from __future__ import annotations

import time

from appealdocs.check.kinds.letter.reuse import alike, same_sentences

OURS = [
    "From 5 April 2026 to 14 April 2026 customs clearance of YunExpress parcels at the port of Los Angeles was delayed by 3.2 days "
    "on average, and 41 parcels were affected.",
    "The order was dispatched on 3 April 2026 and got its first scan on the same day; we replied to the buyer in platform messages on 18 April 2026.",
    "Since 22 April 2026 the dispatch alert in our ERP is raised 72 hours ahead instead of 48 hours.",
]


def test_other_ids_and_dates_make_no_other_letter() -> None:
    theirs = [s.replace("April", "July").replace("3.2", "4.9").replace("41", "17") for s in OURS]
    assert alike(OURS, theirs) > 0.75
    assert same_sentences(OURS, theirs) == 0


def test_another_letter_is_not_alike() -> None:
    theirs = [
        "The label printer in our Yiwu warehouse failed on 3 May 2026 for 7 hours; 22 orders were labelled on the next morning.",
        "A second printer has stood by since 6 May 2026, and each shift prints a test label at 08:00 before the first pick.",
        "Two packers were trained on 8 May 2026 and signed the list that is enclosed as an exhibit.",
    ]
    assert alike(OURS, theirs) < 0.2


def test_a_few_words_are_no_letter() -> None:
    assert alike(["We replied."], ["We replied."]) == 0


def test_ten_thousand_letters_are_compared_in_seconds() -> None:
    """Fingerprints are made once and compared as sets; one letter against 10,000 others."""
    from appealdocs.language.similarity import fingerprint, similarity

    others = [fingerprint([f"{s} Case {n} of warehouse {n % 97} on day {n % 31}." for s in OURS]) for n in range(50)] * 200
    own = fingerprint(OURS)
    start = time.process_time()
    best = max(similarity(own, other) for other in others)
    assert best > 0.5
    assert time.process_time() - start < 5
