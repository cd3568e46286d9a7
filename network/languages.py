"""Languages in which files are offered: BCP 47 tags (RFC 5646), with their names in English and in themselves."""

ENGLISH = "en"

NAMES = {
    ENGLISH: ("English", "English"),
    "cy": ("Welsh", "Cymraeg"),
    "gd": ("Scottish Gaelic", "Gàidhlig"),
    "ga": ("Irish", "Gaeilge"),
    "kw": ("Cornish", "Kernewek"),
    "ar": ("Arabic", "العربية"),
    "bn": ("Bengali", "বাংলা"),
    "zh-Hans": ("Chinese, simplified", "简体中文"),
    "fr": ("French", "Français"),
    "gu": ("Gujarati", "ગુજરાતી"),
    "fa": ("Persian", "فارسی"),
    "pl": ("Polish", "Polski"),
    "pt": ("Portuguese", "Português"),
    "pa": ("Punjabi", "ਪੰਜਾਬੀ"),
    "ro": ("Romanian", "Română"),
    "so": ("Somali", "Soomaali"),
    "es": ("Spanish", "Español"),
    "ta": ("Tamil", "தமிழ்"),
    "tr": ("Turkish", "Türkçe"),
    "uk": ("Ukrainian", "Українська"),
    "ur": ("Urdu", "اردو"),
}

CHOICES = [
    (tag, english if own == english else f"{english} ({own})")
    for tag, (english, own) in NAMES.items()
]


def names_of(tag):
    """In English and in itself; the tag for one that is not in the list any more."""
    return NAMES.get(tag, (tag, tag))
