"""Writes every picture into copro/founding/pictures/. Run it after a change to a drawing and commit the result."""

from pathlib import Path

from . import covers, gatherings, houses, outdoors, portraits, tables

PICTURES = Path(__file__).parents[1] / "pictures"
SCENES = {
    "holy-cross-time-bank": tables.holy_cross_time_bank,
    "swindon-families": tables.swindon_families,
    "surrey-young-people": outdoors.surrey_young_people,
    "merthyr-lung-clinic": gatherings.merthyr_lung_clinic,
    "through-the-gate": outdoors.through_the_gate,
    "reading-at-the-gate": outdoors.reading_at_the_gate,
    "hartlepool-job-club": gatherings.hartlepool_job_club,
    "dumfries-night-sitting": houses.dumfries_night_sitting,
    "nottingham-house-meeting": houses.nottingham_house_meeting,
    "derry-interview-panel": tables.derry_interview_panel,
    "cockermouth-flood-streets": houses.cockermouth_flood_streets,
    "norwich-short-breaks": outdoors.norwich_short_breaks,
    "launch": gatherings.launch,
    "london-roadshow": gatherings.london_roadshow,
    "home-care": gatherings.home_care,
    "write-it-up": tables.write_it_up,
    "report-1": covers.report_1,
    "report-2": covers.report_2,
    "report-3": covers.report_3,
}


def main():
    for name, scene in SCENES.items():
        scene().finished(1280).save(PICTURES / f"{name}.webp", quality=82, method=6)
    for name in portraits.PORTRAITS:
        portraits.drawn(name).save(PICTURES / f"{name}.webp", quality=82, method=6)


if __name__ == "__main__":
    main()
