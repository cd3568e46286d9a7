"""Where the stops of a series stand on our own map of the UK (templates/events/uk_map.html)."""

from dataclasses import dataclass

from network.models.places import Region

# The middle of each region, in the units of the map: east, and down from the north.
PLACES = {
    Region.SCOTLAND: (102, 168),
    Region.NORTH_EAST: (154, 234),
    Region.NORTH_WEST: (132, 278),
    Region.YORKSHIRE: (164, 276),
    Region.EAST_MIDLANDS: (176, 314),
    Region.WEST_MIDLANDS: (146, 332),
    Region.WALES: (111, 338),
    Region.EAST_OF_ENGLAND: (212, 338),
    Region.LONDON: (193, 372),
    Region.SOUTH_EAST: (172, 398),
    Region.SOUTH_WEST: (118, 396),
    Region.NORTHERN_IRELAND: (38, 246),
}


@dataclass(frozen=True)
class Mark:
    """The stops of one region as one mark at (x, y); it leads to the first of them."""

    x: int
    y: int
    stops: tuple

    @property
    def label(self):
        """What stands in the mark: the number of its stop, or how many there are."""
        return self.stops[0].stop or "•" if len(self.stops) == 1 else f"{len(self.stops)}×"


def marks_of(stops):
    """A Mark for each region that has stops, from north to south; what has no region has none."""
    regions = {}
    for stop in stops:
        regions.setdefault(stop.region, []).append(stop)
    return [
        Mark(*place, tuple(regions[region]))
        for region, place in PLACES.items()
        if region in regions
    ]
