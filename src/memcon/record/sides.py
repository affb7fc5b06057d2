"""The heads under which participants are grouped: countries, sides, agencies.

Facts only: the states that the United States dealt with since 1945 under the names that such lists use, and
the agencies of its own government.
"""

from __future__ import annotations

import re

_COUNTRIES = frozenset(
    re.sub(r"\s+", " ", country).strip()
    for country in
    """
    afghanistan; albania; algeria; angola; argentina; armenia; australia; austria; azerbaijan;
    bahamas; bahrain; bangladesh; barbados; belarus; belgium; belize; benin; bolivia; bosnia;
    bosnia-herzegovina; bosnia and herzegovina; botswana; brazil; britain; brunei; bulgaria; burma;
    burundi; cambodia; cameroon; canada; ceylon; chad; chile; china; colombia; congo; costa rica;
    croatia; cuba; cyprus; czechoslovakia; czech republic; dahomey; denmark; djibouti; dominican
    republic; east germany; ecuador; egypt; el salvador; eritrea; estonia; ethiopia; european
    community; european union; fiji; finland; france; frg; gabon; gambia; gdr; georgia; germany;
    ghana; great britain; greece; grenada; guatemala; guinea; guyana; haiti; honduras; hungary;
    iceland; india; indonesia; iran; iraq; ireland; israel; italy; ivory coast; jamaica; japan;
    jordan; kazakhstan; kenya; korea; kosovo; kuwait; kyrgyzstan; laos; latvia; lebanon; lesotho;
    liberia; libya; lithuania; luxembourg; macedonia; madagascar; malawi; malaysia; mali; malta;
    mauritania; mexico; moldova; mongolia; morocco; mozambique; myanmar; namibia; nato; nepal;
    netherlands; new zealand; nicaragua; niger; nigeria; north korea; norway; oman; pakistan;
    palestinian authority; panama; paraguay; people's republic of china; peru; philippines; poland;
    portugal; prc; qatar; republic of china; republic of korea; rhodesia; rok; romania; russia;
    russian federation; rwanda; saudi arabia; senegal; serbia; sierra leone; singapore; slovakia;
    slovenia; somalia; south africa; south korea; south vietnam; soviet union; spain; sri lanka;
    sudan; surinam; swaziland; sweden; switzerland; syria; taiwan; tajikistan; tanzania; thailand;
    togo; tunisia; turkey; turkmenistan; u.a.r; u.k; u.n; u.s; u.s.a; u.s.s.r; uar; uganda; uk;
    ukraine; un; united arab emirates; united arab republic; united kingdom; united nations; united
    states; united states of america; uruguay; us; usa; ussr; uzbekistan; vatican; venezuela;
    viet-nam; vietnam; yemen; yugoslavia; zaire; zambia; zimbabwe
    """.replace("\n", " ").strip().split("; ")
)  # fmt: skip

_AGENCY = re.compile(
    r"^(?:the\s+)?(?:state|department(?:\s+of\s+\w+)?|dod|defense|treasury|justice|commerce|agriculture|energy|cia|nsc|"
    r"nsc\s+staff|jcs|joint\s+chiefs(?:\s+of\s+staff)?|omb|usun|ovp|osd|acda|usia|fbi|ustr|white\s+house|chair|"
    r"(?:the\s+)?vice\s+president['’]?s\s+office|office\s+of\s+the\s+vice\s+president|aid|nsa|dia)$",
    re.I,
)
_SIDE = re.compile(
    r"^(?:for\s+)?(?:the\s+)?(?:[A-Z][\w.'’-]*\s+){0,3}"
    r"(?:side|delegation|party|participants|representatives|government|embassy|officials|team|mission)$",
    re.I,
)


BULLETS = " \t•·*-–—"
"""What may stand before an entry of a list."""


def is_side(text: str) -> bool:
    """Whether `text` is the name of a country, of a side in a talk, or of an agency."""
    plain = re.sub(r"\s+", " ", text.replace("’", "'")).strip(" .:-—–").lower()
    plain = re.sub(r"^(?:the|for the|for)\s+", "", plain)
    if plain in _COUNTRIES or plain.replace(" ", "") in _COUNTRIES:
        return True
    return bool(_AGENCY.match(text.strip(" :")) or _SIDE.match(text.strip(" :")))
