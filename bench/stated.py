"""What a run cannot measure again: how the figures of the ranking came about, and those of people it had never seen."""

from __future__ import annotations

# Measured once, each as « measure, goal, best baseline, ours, met ». Baselines are those of the same material where
# it was measured, else of other material, which the note below the table says.
GOALS = (
    ("wishes, first / among three", ">= .85 / >= .95", "char tf-idf .67 / .87 (a)", ".925 / .981 (b)", "yes"),
    ("28 people, NDCG@10", ">= .85", "char tf-idf .715", ".895", "yes"),
    ("28 people, P@5", ">= .85", "WRatio .714", ".936", "yes"),
    ("28 people, grade 0 in top 10", "<= .26", "char tf-idf .400", ".279 (c)", "no"),
    ("28 people, near misses found / gap as judged", ">= .65 / >= .85", "WRatio .704 / .955", ".688 / .953", "yes"),
    ("21 other people, NDCG@10", ">= .85", "-", ".845", "no"),
    ("21 other people, P@5", ">= .85", "-", ".810", "no"),
    ("21 other people, grade 0 in top 10", "<= .26", "-", ".319 (c)", "no"),
    ("21 other people, near misses found / gap as judged", ">= .65 / >= .85", "-", ".573 / 1.00", "no / yes"),
    (
        "titles of offers to occupations, first / among three",
        ">= .70 / >= .83",
        "char tf-idf .63 / .74 (a)",
        ".705 / .828 (d)",
        "yes / no",
    ),
    ("MELO, French set, mean reciprocal rank", ">= .835", "char tf-idf .805", ".837", "yes"),
    ("MELO, Belgian set", ">= .495", "-", "not at hand", "not measured"),
)
NOTES = """(a) on other material: 112 other messy wishes, other titles. (b) 160 blind ones, shipped lexicon, at the
second measure; .856 / .906 at the first. (c) a perfect order has .19 with the 28 people and .20 with the 21 others:
what fits is scarce. (d) official files, and what other employers declare; measured again above, with what the files
alone give. People are measured through `clicnjob matching rank` with the shipped lexicon."""

TUNED = """**People.** The parameters were first set on the 28 graded people of the test material: NDCG@10 was .891
there at that moment. On 21 other people and 795 judgments, graded blind by somebody who did not know the ranking, that
version had .768: this is the figure of people never seen. Seven parameters were then moved on the 49 people together,
so no other figure of people on this page is one of people never seen.

| at the end | NDCG@10 | P@5 | grade 0 in top 10 | near misses found | gap as judged |
| --- | --- | --- | --- | --- | --- |
| 28 people, shipped lexicon | .895 | .936 | .279 (perfect order .19) | .688 | .953 |
| 21 people, shipped lexicon | .845 | .810 | .319 (perfect order .20) | .573 | 1.00 |
| 28 people, official files | .878 | .918 | .275 | .680 | .953 |
| 21 people, official files | .808 | .800 | .319 | .588 | 1.00 |

The table of ingredients takes things out of what was set with them: it says what each holds up, not what it would bring
to a ranking set without it. Of people left out, above: parameters chosen by the 28 flatter them by .025 (.904, and .879
on those left out) and cost the 21 others .036; over the 49 together choosing anew gains nothing.

**Official files.** With them the order of these people is worse, by two causes. Codes of the fourth edition are read as
their parents: alone it takes the 28 people to .878 and the 21 to .838. Nearly all of it is one person: the files make
« commercial sédentaire » (D1410) a part of the assistants (D1401), one of the occupations « secrétaire » may mean. Left
as their own codes, close to their parents, they would give .898 and .806: +.0103 over the 49, of which .0003 without
that person. The other cause is what official titles say of the titles of offers: more often right (.698 first, .621
without them), yet the rest of their evidence goes to more occupations, which costs the 21 .018 and the 28 nothing. The
mean of what both lexicons say gives .880 and .828, +.0094 over the 49 (standard error .007; 10 gain, 3 lose); it is
left out, since it finds fewer titles first (.689 with other employers, .705 without it) and reads each one twice. A
trust of .5 in official titles instead of .85 gives .660 of titles first, of .3 .646.

**Start date, fair exposure.** Graded people do not say when they are free, so nothing here measures what the start date
brings. Of forty ways to give it and the employer five or six points of the others, all within .006, the one that is
shipped moved the 28 people from .891 to .893 and the 21 from .842 to .845.

**Skills, tried and left out.** What a person says to know beside the skills an offer lists (in 18 of 100 offers),
with or without its text, as words weighed by their rarity, worth 1, 2, 3, 5 or 8 points more. Chosen on some of the
49 people and measured on those left out, seven parts, twenty draws: +.0040 of NDCG@10, less than the .005 that is
asked; chosen on the 28 and measured on the 21, +.0023. Skills listed by offers alone: nothing on the 28.

**Wishes.** 160 messy wishes written blind. Shipped lexicon: .856 / .906 (first / among three) at its first measure;
later, without anybody having read them, .925 / .981. With the official files: .925 / .969, then .938 / .988.
The wishes of the graded people in the table above were at hand.

**Formal titles.** MELO, French set: .837 with ties counted strictly, character tf-idf .805 in the same run; the weights
of the text engine were chosen on half of its queries (`bench/titles.py` prints both halves). The Belgian set was not
seen.

**Speed.** Nothing was tuned on its data, which `bench/invented.py` invents with the lexicon the engine ships: it says
nothing of how real wishes are read. What is missed, by cause: reading one distinct wish costs 1 to 2 ms (title
postings, labels of occupations, candidates); indexing reads the conditions of every offer one by one."""

MILLION = """A million offers and a million people are 12.5 shards of 80,000 of each (`bench/million.py`). Measured: two
whole shards, the offers and people of two regions, invented, served at once by one process each, by the clock: the
index is made, the occupations of the titles being known, then everybody gets their best 50. Nobody is left out, nobody
is offered what another region holds. Computed from that and not measured: the other shards, as long as these two, and
4 processors, twice as fast as 2."""

RECALL = """`candidates_recall_top50` is that of the first 300 people: for each, how many of the best 50 of all
offers, every pair judged, the batch finds. It is under the goal of .99: four of the 300 people get none of theirs,
nothing being understood of their wish, which puts the ceiling at .9867. The .9947 published before was that of the
first 60 people. Rates are of a machine that others share: from one run to the next they moved by a third, and the
ratios with them."""

SEARCH = """What a process that has opened nothing yet spends, in processor milliseconds, medians of five processes
(`bench/search.py`): on the offers it shares with the ranking, on the words, on its first search, on its first
misspelled one. Offers of every region were imported, with 30,000 titles drawn at random. The catalogue of places, which
every page reads, is open already."""

IMPORTS = """How long an import holds the only writer of SQLite (`bench/turnover.py`): offers of one region come in
beside those of the others, then the same file again. « One index for all » was measured once, on the same machine, with
the version that made the index of everything in each import and asked the lexicon of its titles under the lock."""
BEFORE_REGIONS: dict[str, float] = {
    "live_elsewhere": 60_000, "offers": 20_000, "lock_s": 18.78, "lock_cpu_s": 16.93, "import_s": 34.01,
    "import_cpu_s": 30.92, "lock_s_same_again": 21.41, "lock_cpu_s_same_again": 15.24,
}  # fmt: skip

# Measured on the day of the page, each as « idea, 28 people, 21 others, 49 left out, kept ».
IDEAS = (
    ("diploma of the trade and contracts of insertion read", "+.0000", "+.0000", "-", "yes: it was wrong"),
    ("CACES, FIMO, BAFA, BAFD are things to have", "+.0000", "+.0005", "-", "yes: it was wrong (a)"),
    ("posts of management lack experience below two years", "+.0023", "+.0001", "+.0013", "no"),
    ("who lacks 18 months of experience keeps half as much", "+.0008", "+.0061", "+.0031", "no"),
    ("interim is taken by who takes a CDD", "+.0021", "-.0017", "+.0004", "no"),
    ("a season is taken by who takes a CDD", "-.0026", "+.0030", "-.0002", "no"),
    ("experience without a duration is a year", "-.0002", "-.0088", "-", "no"),
    ("half, or all, of the experience asked is enough", "-.0047, -.0012", "-.0007, -.0009", "-", "no"),
    ("a later wish counts as much, or twice as little", "-.0057, +.0047", "-.0120, -.0054", "-", "no"),
    ("travel points at the limit .4, .8", "-.0055, +.0018", "-.0073, -.0062", "-", "no"),
    ("the job is whole from a fit of .8, of 1", "-.0038, +.0008", "-.0042, -.0274", "-", "no"),
)
ABOUT_IDEAS = """What the causes of the loss suggested, one after the other: NDCG@10 gained, all else as shipped; then
over the 49 people left out in parts, a parameter being moved by the rest only when it gains .005 (none moved); « - »
where the first two already say no, or where a fault was mended whatever it gains. Less than .005 is not kept: the score
would be bent to 49 people. The ideas came from reading these people's losses, so even these figures flatter.

(a) near misses found: .550 to .573 with the 21, P@5 .786 to .810."""

READ_BY_EYE = """What the rules leave open was read by eye, once, by the author of the rules. Another job of a wished
occupation: mostly another grade of it (a confirmed accountant for who wants to assist one, an administrator of
systems for who wants to help users), then another speciality (lorries of public works, service advisers among
mechanics). Another occupation let in: neighbours of the wished one (canteen or reception for sales, sales for
hairdressing, office work of another trade), and titles that share one word. Nothing wrong seen: near equals, parted
by a few kilometres or by a title less plain. Grade 3 below grade 2 is the largest part of the loss. Within a person
the two differ by .125 of the points of the job, .103 of those of the way there and .055 of those of the contract,
means of 37 people, and by less than .025 of each other: they are told apart by what counts already. The reader gave
no reason for grade 0, so offers that are stale, or of a wrong code, cannot be told from the rest."""
