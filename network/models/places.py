"""Where and in which field of public service something happened: words every kind shares."""

from django.db import models


class Region(models.TextChoices):
    EAST_MIDLANDS = "east-midlands", "East Midlands"
    EAST_OF_ENGLAND = "east-of-england", "East of England"
    LONDON = "london", "London"
    NORTH_EAST = "north-east", "North East"
    NORTH_WEST = "north-west", "North West"
    NORTHERN_IRELAND = "northern-ireland", "Northern Ireland"
    SCOTLAND = "scotland", "Scotland"
    SOUTH_EAST = "south-east", "South East"
    SOUTH_WEST = "south-west", "South West"
    WALES = "wales", "Wales"
    WEST_MIDLANDS = "west-midlands", "West Midlands"
    YORKSHIRE = "yorkshire", "Yorkshire and the Humber"
    UK = "uk", "Across the UK"
    ELSEWHERE = "elsewhere", "Outside the UK"


class Sector(models.TextChoices):
    CHILDREN = "children", "Children, young people and families"
    COMMUNITY = "community", "Community and neighbourhoods"
    JUSTICE = "justice", "Criminal justice"
    DISABILITY = "disability", "Disability and inclusion"
    EDUCATION = "education", "Education and learning"
    ENVIRONMENT = "environment", "Environment and energy"
    HEALTH = "health", "Health"
    HOUSING = "housing", "Housing and supported housing"
    MENTAL_HEALTH = "mental-health", "Mental health"
    OLDER_PEOPLE = "older-people", "Older people"
    SOCIAL_CARE = "social-care", "Social care"
    WELFARE = "welfare", "Welfare, work and skills"
    CROSS = "cross-sector", "Across sectors"
