"""How a paper is released and how its copy has aged: chances from 0 to 1, unless a figure says otherwise."""

from __future__ import annotations

from msgspec import Struct


class Ageing(Struct, frozen=True, kw_only=True):
    """The settings of a written scan. ``Ageing.none()`` copies papers cleanly, as they were typed."""

    release: float = 1.0
    """The paper was declassified: its classified marks and levels struck, a stamp put on."""
    overlooked: float = 0.02
    """A classified mark that the reviewer's pen has missed."""
    slashes: float = 0.3
    """A paper whose marks are struck by a short slash; the others are struck by a level stroke."""
    case_line: float = 0.6
    """The stamp has its case number and sign-off written under it."""
    typed_case: float = 0.0
    """These are printed in the stamp's own type, as on libraries' labels, and not written by hand."""
    photocopy: float = 0.5
    stamped_level: float = 0.15
    """The level was rubber-stamped too, head and foot of every page."""
    withheld: float = 0.2
    """Something in the paper is withheld."""
    unboxed: float = 0.3
    """The withheld passages are shown by corners, or by nothing but their code, instead of a hollow box."""
    marker: float = 0.3
    """A library's separator page follows the papers."""
    withdrawal: float = 0.2
    """A withdrawal sheet follows the papers."""
    layer: float = 0.9
    """There is a text layer under the page images."""
    spaced_layer: float = 0.5
    """That layer is letter-spaced: a narrow face spread over typed letters."""
    misread: float = 0.004
    """A word that the layer has wrong."""
    turned: float = 0.03
    """A page that lies on its side or stands on its head."""
    noise: float = 0.3
    """Specks, rough edges and uneven ink: 0 none, 1 a poor copy of a copy."""
    skew: float = 0.4
    """The most that a page leans, in degrees."""
    shadow: float = 0.4
    """A page with the copier's shadow along an edge."""

    @classmethod
    def none(cls) -> Ageing:
        """A clean copy of papers as they were typed, without a text layer."""
        return cls(
            release=0.0,
            marker=0.0,
            withdrawal=0.0,
            layer=0.0,
            turned=0.0,
            noise=0.0,
            skew=0.0,
            shadow=0.0,
        )
