"""The built-in table against the data that the United States publishes; and how these are read."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest

from memcon.authority import Authority, authority
from memcon.authority.local import load, local_path, save
from memcon.authority.published import build
from memcon.authority.table import built_in
from memcon.errors import MissingFile, UnreadableFile

SHARED = Path(__file__).parents[3] / "shared" / "authority"
published = pytest.mark.skipif(
    not SHARED.is_dir(), reason="the public data sets are not at ../shared/authority"
)
TABLE = built_in()

CHIEF = (
    """<country-mission><territory-id>{territory}</territory-id><chiefs>{chiefs}</chiefs></country-mission>"""
)
ENTRY = """<{tag}><id>x-{who}-{start}</id><person-id>{who}</person-id><role-title-id>{role}</role-title-id>
<appointed><date>{start}</date></appointed><started><date>{start}</date></started>
<ended><date>{end}</date></ended><note/></{tag}>"""


@pytest.fixture(scope="module")
def whole() -> Authority:
    return Authority(TABLE, build(SHARED).table)


@published
class TestAgainstThePublishedData:
    def test_every_row_from_pocom_is_there(self) -> None:
        pairs: set[tuple[str, str]] = set()
        for path in SHARED.glob("pocom/*/*.xml"):
            if path.parent.name.startswith(("positions", "missions")):
                for entry in re.findall(
                    r"<(?:chief|principal)>.*?</(?:chief|principal)>", path.read_text(), re.S
                ):
                    who = re.search(r"<person-id>(.*?)</person-id>", entry)
                    assert who
                    pairs.update(
                        (who[1], day) for day in re.findall(r"<date>(\d{4}(?:-\d\d){0,2})</date>", entry)
                    )
        rows = [o for o in TABLE.offices if o.source == "pocom"]
        assert len(rows) > 1500
        wrong = [
            (o.person, o.id, o.start, o.end)
            for o in rows
            if not _stated(pairs, o.person, o.start, o.starts)
            or (o.end and not _stated(pairs, o.person, o.end, o.ends))
        ]
        assert len(wrong) <= 0.01 * len(rows), wrong

    def test_presidents_and_vice_presidents_have_their_days(self) -> None:
        text = (SHARED / "executive.yaml").read_text()
        days = set(re.findall(r"(?:start|end): '([\d-]+)'", text))
        rows = [o for o in TABLE.offices if o.source == "executive"]
        assert len(rows) >= 25
        assert [o for o in rows if o.start.isoformat() not in days] == []
        assert [o for o in rows if o.end and o.end.year < 2021 and o.end.isoformat() not in days] == []

    def test_years_of_life_are_those_of_pocom(self) -> None:
        wrong: list[str] = []
        seen = 0
        for person in TABLE.people:
            found = list(SHARED.glob(f"pocom/people/{person.id[0]}/{person.id}.xml"))
            born = re.search(r"<birth>(\d{4})", found[0].read_text()) if found else None
            if born and person.born:
                seen += 1
                wrong += [person.id] if abs(int(born[1]) - person.born) > 1 else []
        assert seen > 900
        assert len(wrong) <= 0.005 * seen, wrong

    def test_visitors_bore_the_title_under_which_they_came(self, whole: Authority) -> None:
        """Of visits between 1945 and 2016 by somebody whom the table knows, the title fits the day."""
        fits = misses = 0
        for visit in whole.visits:
            if not 1945 <= visit.start.year <= 2016:
                continue
            best = next(iter(authority().people(visit.visitor, visit.start)), None)
            if best is None or best.score < 0.6:
                continue
            fits, misses = (fits + 1, misses) if best.score >= 0.8 else (fits, misses + 1)
        assert fits > 1600
        assert misses / (fits + misses) < 0.02

    def test_journeys_of_the_table_are_published_ones(self, whole: Authority) -> None:
        rows = [
            s
            for s in TABLE.stays
            if s.source == "travels" and whole.persons[s.person].country == "United States"
        ]
        known = {(s.person, s.start, s.end) for s in build(SHARED).table.stays}
        assert len(rows) > 40
        assert [(s.person, s.start, s.place) for s in rows if (s.person, s.start, s.end) not in known] == []

    def test_all_of_it_is_read(self, whole: Authority) -> None:
        built = build(SHARED)
        assert built.read["people"] > 4000 and built.read["stops of journeys"] > 4000
        assert built.read["visits"] > 3000 and built.read["times in office"] > 6500
        assert len(built.left) < 0.05 * built.read["times in office"]

    @pytest.mark.parametrize(
        ("who", "on", "place"),
        [
            ("clinton-william-j", date(2000, 3, 24), "New Delhi"),
            ("albright-madeleine-korbel", date(1999, 2, 14), "Rambouillet"),
            ("kissinger-henry-a", date(1975, 7, 31), "Helsinki"),
        ],
    )
    def test_where_somebody_was(self, whole: Authority, who: str, on: date, place: str) -> None:
        assert any(place in stay.place for stay in whole.where(who, on))

    def test_who_was_in_town(self, whole: Authority) -> None:
        names = [v.person for v in whole.visitors(date(2000, 3, 28))]
        assert names == ["mubarak-hosni"]
        assert any(v.place == "Hyde Park" for v in whole.visitors(date(1995, 10, 23)))

    def test_the_embassy_in_moscow_is_two_offices(self, whole: Authority) -> None:
        assert {t.end for t in whole.holders("us/amb-ussr")[-1:]} == {date(1991, 12, 25)}
        assert all(t.start >= date(1991, 12, 26) for t in whole.holders("us/amb-russia"))


def _stated(pairs: set[tuple[str, str]], who: str, day: date, precision: str) -> bool:
    text = day.isoformat()
    length = {"day": 10, "month": 7, "year": 4}[precision]
    return any((who, text[:n]) in pairs for n in (10, length)) or any(
        person == who and told.startswith(text[:length]) for person, told in pairs if length < 10
    )


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Data sets of three entries each, about invented people."""
    people = tmp_path / "sets" / "pocom" / "people" / "t"
    people.mkdir(parents=True)
    (people / "testor-ada.xml").write_text(
        "<person><id>testor-ada</id><persName><surname>Testor</surname><forename>Ada B.</forename>"
        "<altname/></persName><birth>1920</birth><death>1999</death></person>"
    )
    positions = people.parents[1] / "positions-principals"
    positions.mkdir()
    principal = ENTRY.format(
        tag="principal", who="testor-ada", role="counselor", start="1961-02-01", end="1963-03"
    )
    (positions / "counselor.xml").write_text(
        "<principal-position><id>counselor</id><names><singular>Counselor</singular></names>"
        f"<principals>{principal}</principals></principal-position>"
    )
    missions = people.parents[1] / "missions-countries"
    missions.mkdir()
    chiefs = "".join(
        ENTRY.format(tag="chief", who="testor-ada", role=role, start=start, end=end)
        for role, start, end in (
            ("ambassador-e-p", "1990-01-05", "1991-06-30"),
            ("ambassador-e-p", "1992-01-05", ""),
            ("charge-daffaires", "", ""),
        )
    )
    (missions / "russia.xml").write_text(CHIEF.format(territory="russia", chiefs=chiefs))
    travels = tmp_path / "sets" / "travels" / "president-travels"
    travels.mkdir(parents=True)
    (travels / "testor.xml").write_text(
        "<trips><trip who='testor-ada'><id>1</id><name>Ada Testor</name><start-date>1962-05-01</start-date>"
        "<end-date>1962-05-03</end-date><country>France</country><locale>Paris</locale>"
        "<remarks>A\n  visit.</remarks>"
        "</trip><trip who='testor-ada'><id>2</id><start-date>1962-05-09</start-date>"
        "<end-date>1962-05-03</end-date></trip></trips>"
    )
    visits = tmp_path / "sets" / "visits" / "data"
    visits.mkdir(parents=True)
    (visits / "1970.xml").write_text(
        "<visits><visit><id>1</id><start-date>1977-03-21</start-date><end-date>1977-03-22</end-date>"
        "<visitor>Prime Minister Takeo Fukuda</visitor><from>Japan</from><description>Met at Camp David."
        "</description></visit><visit><id>2</id><start-date/><visitor>X</visitor></visit></visits>"
    )
    return tmp_path / "sets"


class TestReading:
    def test_each_kind_of_entry(self, folder: Path) -> None:
        built = build(folder)
        known = Authority(TABLE, built.table)
        assert [o.title for o in known.office("testor-ada", date(1962, 1, 1))] == [
            "Counselor of the Department of State"
        ]
        counselor = known.terms("testor-ada")[0]
        assert (counselor.end, counselor.ends) == (date(1963, 3, 31), "month")
        assert [o.id for o in known.office("testor-ada", date(1990, 5, 1))] == ["us/amb-ussr"]
        assert [o.id for o in known.office("testor-ada", date(1993, 5, 1))] == ["us/amb-russia"]
        assert known.where("testor-ada", date(1962, 5, 2))[0].remarks == "A visit."
        assert [v.person for v in known.visitors(date(1977, 3, 22))] == ["fukuda-takeo"]
        assert known.visitors(date(1977, 3, 22), "Camp David") != ()
        assert (
            len(built.left) == 3
        )  # no day of office, a journey that ends before it begins, a visit without a day

    def test_a_file_is_saved_loaded_and_used(
        self, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        path = tmp_path / "there" / "authority.msgpack"
        save(build(folder), path)
        monkeypatch.setenv("MEMCON_AUTHORITY", str(path))
        authority.cache_clear()
        try:
            assert local_path() == path
            assert authority().people("Ada Testor", date(1962, 1, 1))[0].score > 0.9
        finally:
            monkeypatch.undo()
            authority.cache_clear()

    def test_what_is_no_authority_file_is_said_to_be_none(self, tmp_path: Path) -> None:
        path = tmp_path / "x.msgpack"
        assert load(path) is None
        path.write_bytes(b"no such thing")
        with pytest.raises(UnreadableFile, match="Build it anew"):
            load(path)

    def test_a_folder_without_data_sets_and_a_broken_file(self, folder: Path, tmp_path: Path) -> None:
        with pytest.raises(MissingFile, match="none of the data sets"):
            build(tmp_path / "nothing")
        (folder / "visits" / "data" / "1980.xml").write_text("<visits><visit>")
        with pytest.raises(UnreadableFile, match="1980"):
            build(folder)

    @pytest.mark.parametrize("name", ["executive.yaml", "executive.json"])
    def test_the_list_of_presidents(self, tmp_path: Path, name: str) -> None:
        (tmp_path / name).write_text(
            '[{"name": {"first": "X", "last": "Y"}, "terms": [{"type": "prez", "start": "1969-01-20",'
            ' "end": "1973-01-20"}, {"type": "prez", "start": "1973-01-20", "end": "1974-08-09"}]}]'
        )
        (term,) = build(tmp_path).table.offices
        assert (term.person, term.end) == ("nixon-richard-m", date(1974, 8, 9))
