"""The typist: puts lines on sheets one below the other, and takes a new sheet when one is full."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from msgspec import Struct

from memcon.writing.layout import COURIER_WIDTH, Face, Layout, Part, Rule, Run, Sheet
from memcon.writing.wrapping import Piece, Placed, wrapped

_NEARLY = 16
"""A line with less room than this may be one that the next word did not fit."""
_FOLLOWED = 4
"""The rows that a last line, a blank and two lines of the next paragraph take."""

Mounted = tuple[tuple[Run, ...], tuple[Rule, ...]]


class Paper(Struct, frozen=True):
    """How a form's sheets are set up: sizes in points, places in columns and rows from 0."""

    size: float = 12.0
    leading: float = 12.0
    left: int = 10
    right: int = 75
    """The column after the last one typed in."""
    top: int = 7
    """The first row of text on every sheet but the first."""
    bottom: int = 58
    """The row after the last one of text."""
    first_bottom: int = 57
    """The same on the first sheet, where more stands at the foot."""

    @property
    def pitch(self) -> float:
        """The width of a letter, in points."""
        return self.size * COURIER_WIDTH

    @property
    def width(self) -> int:
        """The columns of a line."""
        return self.right - self.left

    def x(self, column: float) -> float:
        """A column in points from the sheet's left edge."""
        return column * self.pitch

    def y(self, row: float) -> float:
        """The baseline of a row."""
        return (row + 0.75) * self.leading


class Typist:
    """Types a paper. `row` is where the next line goes; columns count from the left margin."""

    def __init__(self, paper: Paper, frame: Callable[[int], Mounted] | None = None) -> None:
        self.paper = paper
        self.row = paper.top
        self._frame = frame
        self._sheets: list[Sheet] = []
        self._runs: list[Run] = []
        self._rules: list[Rule] = []

    @property
    def page(self) -> int:
        """The number of the sheet that is being typed, from 1."""
        return len(self._sheets) + 1

    @property
    def bottom(self) -> int:
        """The row after the last one of text on this sheet."""
        return self.paper.first_bottom if self.page == 1 else self.paper.bottom

    def put(self, column: float, piece: Piece) -> None:
        """One piece on the present row; columns count from the left margin."""
        if piece.part == "code":
            self._box(column, piece)
            return
        x = self.paper.x(self.paper.left + column)
        size = self.paper.size
        if piece.part == "note":
            edges = (x - 2, self.row * self.paper.leading, x + piece.columns * self.paper.pitch + 2)
            self._rules.append(Rule(*edges, edges[1] + self.paper.leading, "withheld"))
        self._runs.append(
            Run(
                x,
                self.paper.y(self.row),
                piece.text,
                size=size,
                part=piece.part,
                underlined=piece.underlined,
                struck=piece.struck,
            )
        )

    def add(self, run: Run) -> None:
        """A run at a place of its own."""
        self._runs.append(run)

    def rule(self, rule: Rule) -> None:
        """A line at a place of its own."""
        self._rules.append(rule)

    def centre(
        self,
        text: str,
        part: Part = "text",
        *,
        underlined: bool = False,
        face: Face = "Courier",
        size: float = 0.0,
    ) -> None:
        """One line in the sheet's middle."""
        middle = 612.0 / 2
        run = Run(
            middle,
            self.paper.y(self.row),
            text,
            face,
            size or self.paper.size,
            part,
            underlined,
            anchor="middle",
        )
        self._runs.append(run)
        self.row += 1

    def line(self, text: str, column: float = 0, part: Part = "text", *, underlined: bool = False) -> None:
        """One line at a column."""
        self.put(column, Piece(text, part, underlined))
        self.row += 1

    def feed(self, rows: int = 1) -> None:
        """Blank rows; none at the head of a sheet."""
        if self.row > self.paper.top or self.page == 1:
            self.row += rows

    def need(self, rows: int) -> None:
        """A new sheet where fewer than `rows` are left on this one."""
        if self.row + rows > self.bottom:
            self.turn()

    def lines(self, lines: Iterable[Sequence[Placed]], column: float = 0, *, kept: bool = False) -> None:
        """Wrapped lines one below the other, over as many sheets as they need.

        With `kept`, what follows would be taken for their continuation if it began a sheet and the last line
        is a full one; then that line goes over with it.
        """
        typed = [line for line in lines if line]
        for number, line in enumerate(typed, 1):
            full = line[-1].column + line[-1].piece.columns > self.paper.width - _NEARLY
            self.need(_FOLLOWED if kept and full and number == len(typed) else 1)
            for placed in line:
                self.put(column + placed.column, placed.piece)
            self.row += 1

    def paragraph(
        self, pieces: Iterable[Piece], first: int = 0, hang: int = 0, *, kept: bool = False
    ) -> None:
        """Wrap pieces to the sheet's width and type them; for `kept` see `lines`."""
        self.lines(wrapped(pieces, self.paper.width, first, hang), kept=kept)

    def withhold(self, rows: int, code: str, column: float = 0) -> None:
        """A hollow box over whole rows, its code inside; on one sheet, since it is one passage."""
        rows = min(rows, self.paper.bottom - self.paper.top)
        self.need(rows)
        self._frame_box(column, self.paper.width, rows, code)
        self.row += rows

    def _box(self, column: float, piece: Piece) -> None:
        self._frame_box(column, column + piece.columns, 1, piece.text)

    def _frame_box(self, left: float, right: float, rows: int, code: str) -> None:
        paper = self.paper
        box = Rule(
            paper.x(paper.left + left) - 1,
            self.row * paper.leading,
            paper.x(paper.left + right) + 1,
            (self.row + rows) * paper.leading,
            "withheld",
            (code,),
        )
        middle_row = self.row + (rows - 1) // 2
        centre = (box.left + box.right) / 2
        self._rules.append(box)
        self._runs.append(Run(centre, paper.y(middle_row), code, "Helvetica", 9.0, "code", anchor="middle"))

    def turn(self) -> None:
        """Take the sheet out, its frame around it, and put a new one in."""
        runs, rules = self._frame(self.page) if self._frame else ((), ())
        paper = self.paper
        self._sheets.append(
            Sheet(
                (*self._runs, *runs),
                (*self._rules, *rules),
                pitch=paper.pitch,
                leading=paper.leading,
            )
        )
        self._runs, self._rules, self.row = [], [], paper.top

    def done(self) -> Layout:
        """The sheets, the last one taken out."""
        if self._runs or not self._sheets:
            self.turn()
        return tuple(self._sheets)
