"""What the article claimed, one by one (facts, section 9), held against what windown says.

Each row: the number of the claim, where it is told ("" where it is left out), what has to stand
there, and what may stand in no card, in English and in German. `see` is *When to see someone*.
"""

import re

import pytest

from tests.conftest import ASSETS
from windown.content.care import read_care
from windown.content.words import flat, read_words

LIBRARY = read_care(ASSETS / "care")

CLAIMS = [
    (1, "ketamine",
     "some people sleep badly, some better",
     "manche schlafen schlecht, manche besser",
     "insomnia (after ketamine )?is common", "schlaflosigkeit .*häufig"),
    (2, "",
     "", "",
     "stimulant effect|dopamin", "aufputsch|dopamin"),
    (3, "ketamine",
     "ketamine blocks nmda receptors",
     "ketamin blockiert nmda-rezeptoren",
     "stimulates? nmda|glutamate", "regt nmda|glutamat"),
    (4, "ketamine",
     "effects on dream sleep differ",
     "auf den traumschlaf wirkt es mal so, mal so",
     r"suppress\w* rem|\brem\b", r"\brem\b"),
    (5, "ketamine",
     "in clinic studies deep sleep rose",
     "wuchs der tiefschlaf",
     "(less|reduces?|loses?) (deep|slow-wave) sleep", "weniger tiefschlaf"),
    (6, "ketamine",
     "outside clinics we don't know much",
     "sonst wissen wir nicht viel",
     "efficiency", "effizienz"),
    (7, "ketamine",
     "odd or unpleasant dreams can come for up to three nights",
     "drei nächte lang kommen bei manchen seltsame träume",
     "", ""),
    (8, "",
     "", "",
     "24.48|48 hours|lasts (a|one|two) days?", "24.48|48 stunden"),
    (9, "ketamine",
     "regular use goes with worse sleep, sometimes after stopping",
     "wer es oft nimmt, schläft schlechter, manchmal auch noch danach",
     "", ""),
    (10, "",
     "", "",
     "higher doses?|prolonged insomnia", "höhere dos|mehr davon nimmt"),
    (11, "ketamine",
     "traces stay longer than the effect",
     "spuren bleiben länger als die wirkung",
     "norketamine", "norketamin"),
    (12, "",
     "", "",
     "low doses?", "niedrige dos|kleine dos"),
    (13, "",
     "", "",
     r"dosage|dosing|adjust|\d ?(mg|µg|milligram)", r"dosier|dosis|\d ?(mg|µg|milligramm)"),
    (14, "ketamine",
     "then craving, low mood or anxiety can come, too",
     "verlangen, gedrückte stimmung oder angst",
     "withdrawal|for weeks after", "entzug"),
    (15, "ketamine",
     "poor sleep and craving often go together",
     "schlechter schlaf und verlangen gehen oft zusammen",
     "relapse", "rückfall"),
    (16, "",
     "", "",
     "immune|tissue|cognitive damage|brain damage", r"\bimmun|gewebe|hirnschäd"),
    (17, "ketamine",
     "feeling on edge is common and passes",
     "unruhe ist häufig und vergeht",
     "", ""),
    (18, "",
     "", "",
     "cortex|over-?activat", "hirnrinde|kortex|überaktiv"),
    (19, "",
     "", "",
     r"cortisol|\bhpa\b", "cortisol|stresshormon"),
    (20, "melatonin",
     "after ketamine it has not been tested",
     "nach ketamin ist es nicht geprüft",
     r"resets?\b|30.60 min|helps? after ketamine|\d ?mg",
     r"stellt .*uhr zurück|30.60 min|hilft nach ketamin|\d ?mg"),
    (21, "",
     "", "",
     "jet ?lag", "jet ?lag"),
    (22, "ketamine",
     "later, slow breathing may help you settle",
     "später kann ruhiger atem helfen",
     "deep breath", "tiefes? atmen|tief durchatmen"),
    (23, "light",
     "for adults they do not agree",
     "für erwachsene sind sie sich nicht einig",
     "no screens|screens? (cause|ruin|destroy)", "bildschirme? (verursach|zerstör)"),
    (24, "bedroom",
     "leave the bath out after alcohol, sleep pills or ketamine",
     "lass das bad weg nach alkohol, schlaftabletten oder ketamin",
     "", ""),
    (24, "ketamine",
     "in the first hours: no bath",
     "in den ersten stunden: kein bad",
     "", ""),
    (25, "caffeine",
     "about nine hours",
     "etwa neun stunden",
     "", ""),
    (25, "nicotine",
     "four hours before bed",
     "vier stunden vor dem bett",
     "", ""),
    (25, "meals",
     "about three hours after a big meal",
     "rund drei stunden nach dem großen essen",
     "", ""),
    (26, "exercise",
     "four hours or more before bed made no difference",
     "vier stunden vor dem bett zu ende",
     "(no|avoid) (evening )?exercise", "kein sport am abend"),
    (27, "fluids",
     "less in the last two hours. sips are fine",
     "in den letzten zwei stunden weniger",
     "stop drinking|drink nothing", "nichts (mehr )?trinken"),
    (27, "fluids",
     "drinking less is not the answer",
     "weniger trinken hilft da nicht",
     "", ""),
    (28, "ketamine",
     "no sleep pills on top unless your clinician planned it",
     "keine schlaftabletten dazu, außer wer dich behandelt, plant es so",
     "short-term sleep aids?|anti-anxiety", "beruhigungsmittel"),
    (29, "cbt_i",
     "cbt-i is what experts suggest first",
     "raten fachleute zuerst zur kvt-i",
     "", ""),
    (30, "see",
     "cannot be woken",
     "nicht zu wecken",
     "", ""),
    (30, "see",
     "two weeks after stopping",
     "zwei wochen nach dem absetzen",
     "", ""),
    (31, "lines",
     "if you ever want to cut down",
     "wenn du einmal weniger nehmen",
     "crucial|quit now", "entscheidend|hör auf damit"),
    (32, "alcohol",
     "do not mix alcohol with sleep pills, opioids, ghb or ketamine",
     "misch alkohol nicht mit schlaftabletten, opioiden, ghb oder ketamin",
     "", ""),
    (32, "see",
     "at the wheel",
     "am steuer",
     "", ""),
    (32, "see",
     "little need for sleep",
     "kaum schlaf brauchen",
     "", ""),
    (32, "see",
     "wants to die",
     "sterben oder sich verletzen",
     "", ""),
    (32, "fluids",
     "bladder may need care",
     "die blase hilfe",
     "", ""),
]  # fmt: skip


def told_in(place, language):
    """All that is told at a place, in one line and in small letters."""
    words = dict(flat(read_words(ASSETS / "words", language).texts))
    if place == "see":
        return " ".join(t for key, t in words.items() if key.startswith("see_someone.")).lower()
    if place == "lines":
        return words["care.about_health"].lower()
    of = LIBRARY.card(place).in_(language)
    return " ".join(f"{of.title}. {of.text}".split()).lower()


def test_every_claim_of_the_article_is_held_against_what_windown_says():
    assert {number for number, *_ in CLAIMS} == set(range(1, 33))


@pytest.mark.parametrize("at", [0, 1], ids=["en", "de"])
@pytest.mark.parametrize(
    "claim", CLAIMS, ids=[f"{n}-{place or 'left_out'}" for n, place, *_ in CLAIMS]
)
def test_a_claim_is_told_right_or_left_out(claim, at):
    number, place, told, wrong = claim[0], claim[1], claim[2 + at], claim[4 + at]
    language = ("en", "de")[at]
    assert place or wrong, "neither told nor left out"
    if place:
        assert told in told_in(place, language), number
    for card in LIBRARY.cards if wrong else ():
        assert re.search(wrong, told_in(card.id, language)) is None, (number, card.id)


@pytest.mark.parametrize("language", ["en", "de"])
def test_no_card_argues_with_anybody(language):
    polemics = r"myth|wrong|mistake|contrary|despite what|irrtum|falsch|mythos|entgegen|angeblich"
    for card in LIBRARY.cards:
        assert re.search(polemics, told_in(card.id, language)) is None, card.id


def test_no_card_tells_a_dose():
    for card in LIBRARY.cards:
        for language in ("en", "de"):
            said = told_in(card.id, language)
            assert card.id == "caffeine" or not re.search(r"\bdos(e|is|en)\b", said), card.id
