"""Titles before names, and what each amounts to."""

from __future__ import annotations

import re

_FORMS = """
president: president, pres, acting president
president-elect: president elect
vice president: vice president, vp
vice president-elect: vice president elect
prime minister: prime minister, pm, premier, taoiseach, acting prime minister
prime minister-elect: prime minister elect, prime minister designate
deputy prime minister: deputy prime minister, vice premier, vice prime minister, dep pm, deputy premier
chancellor: chancellor, federal chancellor
general secretary: general secretary, gensec, gen sec, first secretary
secretary general: secretary general, sec gen, secgen, syg
chairman: chairman, chairwoman
vice chairman: vice chairman
jcs: chairman of the joint chiefs, chairman of the joint chiefs of staff
foreign minister: foreign minister, fm, fonmin, minister of foreign affairs, minister for foreign affairs,
  foreign secretary, minister of external affairs, external affairs minister
deputy foreign minister: deputy foreign minister, vice foreign minister, vice minister, vm, dep fm,
  first deputy foreign minister, vice minister of foreign affairs, deputy minister
defense minister: defense minister, minister of defense, defence minister, minister of defence,
  minister for defence, defence secretary
finance minister: finance minister, minister of finance, chancellor of the exchequer
minister: minister, minister of state, state secretary
secretary of state: secretary of state, secstate
secretary of defense: secretary of defense, secdef, defense secretary
treasury secretary: secretary of the treasury, treasury secretary
secretary: secretary, secretary designate, sec
acting secretary: acting secretary, acting secretary of state
deputy secretary: deputy secretary, deputy secretary of state, deputy secretary of defense
under secretary: under secretary, undersecretary, under secretary of state
deputy under secretary: deputy under secretary
assistant secretary: assistant secretary, assistant secretary of state, assistant secretary of defense,
  asst secretary
deputy assistant secretary: deputy assistant secretary
national security adviser: national security adviser, national security advisor
attorney general: attorney general
ambassador: ambassador, amb, ambassador at large
charge: charge
envoy: special envoy, envoy, special representative, emissary
counselor: counselor, counsellor
director: director
chief of staff: chief of staff
marshal: marshal, field marshal
general: general, gen, lt gen, lieutenant general, lt general, major general, maj gen, brigadier general,
  brig gen, generalissimo
admiral: admiral, adm, vice admiral, rear admiral
colonel: colonel, col, lt col, lieutenant colonel
major: major
captain: captain, capt
king: king, his majesty
queen: queen, her majesty
shah: shah
emperor: emperor
prince: prince, his royal highness, hrh
crown prince: crown prince
emir: amir, emir
sultan: sultan
pope: pope
sheikh: sheikh, shaikh
cardinal: cardinal
archbishop: archbishop
senator: senator, sen
congressman: congressman, congresswoman
representative: representative
governor: governor
mayor: mayor
speaker: speaker
commissioner: commissioner
judge: judge, justice
mr: mr, herr, monsieur, comrade
mrs: mrs, mme, madame
ms: ms
miss: miss
dr: dr, prof, professor
sir: sir
lord: lord
lady: lady, dame, baroness
excellency: his excellency, her excellency, he, h e, the honorable, hon
"""


def _read(text: str) -> dict[str, str]:
    meant: dict[str, str] = {}
    for line in re.sub(r",\s*\n\s+", ", ", text.strip()).splitlines():
        title, _, forms = line.partition(": ")
        meant.update({form.strip(): title for form in forms.split(",")})
    return meant


TITLES = _read(_FORMS)
"""Titles as folded words, and what each amounts to."""

COURTESIES = frozenset({"mr", "mrs", "ms", "miss", "dr", "sir", "lord", "lady", "excellency"})
"""Titles that say nothing of an office."""

HERS = frozenset({"mrs", "ms", "miss", "lady"})
HIS = frozenset({"mr", "sir", "lord"})
WOMEN = frozenset({
    "margaret", "golda", "indira", "madeleine", "benazir", "hillary", "condoleezza", "corazon", "angela",
    "violeta", "edith", "tansu", "gro", "susan", "rozanne", "jeane", "anne", "theresa", "imelda", "megawati",
    "gloria", "helen", "jenny", "julia", "tarja", "vaira", "hanna", "biljana", "janet", "nancy", "jenonne",
    "jane", "laura", "michelle", "dilma", "barbara", "susanna", "pamela", "shirley", "rosalynn", "hairong",
    "wensheng", "jackie", "jacqueline", "patricia", "meiling", "eleanor", "dixy", "frances", "clare",
    "sirimavo", "bandaranaike", "elizabeth", "beatrix", "juliana", "wilhelmina", "sonia", "raisa", "carla",
    "mary", "catherine", "katherine", "mireya", "isabel", "maria", "lidia", "ana", "simone", "ursula",
})  # fmt: skip
"""Names of the women of the table, by which ``Mrs. Kennedy`` is known to be no president."""

LONG_KEPT = frozenset({
    "ambassador", "general", "admiral", "colonel", "senator", "governor", "marshal", "major", "captain",
    "congressman", "judge", "envoy", "minister", "director", "counselor", "prince", "sheikh", "cardinal",
    "deputy assistant secretary", "deputy foreign minister", "chief of staff", "representative", "charge",
})  # fmt: skip
"""Titles that stay with a person, or belong to more people than any table holds."""

ROYAL = frozenset({"king", "queen", "shah", "emperor", "emir", "sultan", "pope", "crown prince", "prince"})
"""Titles before a forename."""

MOST_WORDS = max(len(form.split()) for form in TITLES)
WHOLE = ("president", "secretary", "minister", "ambassador", "chancellor", "chairman")
"""Single words of which a misread form is still known: ``presidnet``."""
