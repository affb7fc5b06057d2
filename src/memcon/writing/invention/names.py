"""Countries and people that do not exist, for invented records."""

from __future__ import annotations

from random import Random

from msgspec import Struct


class Country(Struct, frozen=True):
    """An invented country: its name, its adjective, its capital, what its head is called."""

    name: str
    adjective: str
    capital: str
    head: str


COUNTRIES = (
    Country("Tavaria", "Tavarian", "Port Lisem", "President"),
    Country("Brenmark", "Brenmarkish", "Ostermund", "Prime Minister"),
    Country("Sorelia", "Sorelian", "Sorel City", "President"),
    Country("Marenga", "Marengan", "Kabende", "President"),
    Country("Halvania", "Halvanian", "Halvik", "Prime Minister"),
    Country("Quilloa", "Quilloan", "Villa Quell", "President"),
    Country("Ruvenia", "Ruvenian", "Ruvenhof", "Chancellor"),
    Country("Castamar", "Castamaran", "Monte Alva", "President"),
    Country("Dravenia", "Dravenian", "Dravenport", "Prime Minister"),
    Country("Upper Zandor", "Zandorian", "Zandor Falls", "Prime Minister"),
)

_ABROAD_GIVEN = (
    "Aurel", "Bastien", "Cosmin", "Dario", "Emeric", "Florin", "Gaspar", "Idris", "Jorun", "Leontin", "Miro",
    "Nestor", "Odile", "Radko", "Sabine", "Tivadar", "Ursin", "Vesna", "Wendel", "Yannick", "Zdenka",
)  # fmt: skip
_ABROAD_SURNAMES = (
    "Brankovar", "Dremmel", "Estovan", "Falkeny", "Grubisar", "Holvane", "Kestrovic", "Lormand", "Mirkalo",
    "Nadrasy", "Oltvany", "Pellucar", "Quorin", "Rasmundo", "Silvatar", "Tessarin", "Ulverac", "Vandrosek",
    "Wolmarek", "Yavorin", "Zelnicar", "Saint-Orme", "al-Jareh", "d'Estrelle",
)  # fmt: skip
_HOME_GIVEN = (
    "Alden", "Byron", "Dwight", "Edith", "Foster", "Grant", "Harriet", "Irving", "Julia", "Lydia", "Martin",
    "Nora", "Oliver", "Phyllis", "Russell", "Sylvia", "Thornton", "Virginia", "J. Wendell", "Anne-Marie",
)  # fmt: skip
_HOME_SURNAMES = (
    "Abbotsley", "Breckwell", "Dunmarrow", "Ellsbury", "Farrowgate", "Hallicott", "Ingerford", "Jessamy",
    "Kettleby", "Lowdermarsh", "Merriwick", "Norcroft", "O'Tarrell", "Pemberlow", "Quillfeather",
    "Rutherwood", "Stanniforth", "Thackerton", "Underhay", "Van Orstrand", "Westerbrook",
)  # fmt: skip


class Names:
    """Names drawn without repetition: no two people of one record share a given name or a surname."""

    def __init__(self, random: Random) -> None:
        self._pools = {
            True: (_shuffled(random, _HOME_GIVEN), _shuffled(random, _HOME_SURNAMES)),
            False: (_shuffled(random, _ABROAD_GIVEN), _shuffled(random, _ABROAD_SURNAMES)),
        }

    def full(self, *, home: bool) -> tuple[str, str]:
        """A given name and a surname, American or foreign."""
        given, surnames = self._pools[home]
        return given.pop(), surnames.pop()


def _shuffled(random: Random, names: tuple[str, ...]) -> list[str]:
    pool = list(names)
    random.shuffle(pool)
    return pool
