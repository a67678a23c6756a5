"""Numbers nobody should write in a free text: social security (NIR) and bank account (IBAN), found by their keys."""

from __future__ import annotations

import re
import unicodedata
from enum import StrEnum

# Between two signs people put a space, a dot or a dash.
_GAP = r"[\W_]{0,2}"


class PrivateNumber(StrEnum):
    """What was found, as it is named on the screen."""

    SOCIAL_SECURITY = "numéro de sécurité sociale"
    BANK_ACCOUNT = "numéro de compte bancaire"


def _apart(*signs: str) -> str:
    return _GAP.join(signs)


# Sex, year, month (9 digits with the département, 2A and 2B in Corsica), commune and order, key: 15 signs.
# 1 and 2 are final numbers, 3, 4, 7 and 8 provisional ones.
_COUNTY = f"(?:{_apart('[0-9]', '[0-9]')}|{_apart('2', '[AB]')})"
_NIR = re.compile(f"(?<![0-9])(?=({_apart('[123478]', *['[0-9]'] * 4, _COUNTY, *['[0-9]'] * 8)})(?![0-9]))")
_IBAN_START = re.compile(f"(?<![A-Z0-9])(?={_apart('[A-Z]', '[A-Z]', '[0-9]', '[0-9]')})")
_CORSICA = {"2A": "19", "2B": "18"}
# Length of an account number by country (SWIFT, IBAN registry): the SEPA zone and the countries people send money to.
_IBAN_LENGTHS = {
    **dict.fromkeys(("NO",), 15),
    **dict.fromkeys(("BE",), 16),
    **dict.fromkeys(("DK", "FI", "FO", "GL", "NL"), 18),
    **dict.fromkeys(("MK", "SI"), 19),
    **dict.fromkeys(("AT", "BA", "EE", "LT", "LU", "XK"), 20),
    **dict.fromkeys(("CH", "HR", "LI", "LV"), 21),
    **dict.fromkeys(("BG", "DE", "GB", "GE", "IE", "ME", "RS", "VA"), 22),
    **dict.fromkeys(("GI", "IL"), 23),
    **dict.fromkeys(("AD", "CZ", "ES", "MD", "RO", "SE", "SK", "TN"), 24),
    **dict.fromkeys(("LY", "PT"), 25),
    **dict.fromkeys(("IS", "TR"), 26),
    **dict.fromkeys(("FR", "GR", "IT", "MC", "MR", "SM"), 27),
    **dict.fromkeys(("AL", "CY", "HU", "LB", "PL", "BY"), 28),
    **dict.fromkeys(("EG", "UA"), 29),
    **dict.fromkeys(("MU",), 30),
    **dict.fromkeys(("MT",), 31),
}
# Words that happen to begin like an account number hold fewer digits than any real one.
_FEWEST_DIGITS = 10


def private_number_in(text: str) -> PrivateNumber | None:
    """The first kind of private number written in a text, with or without spaces, dots or dashes between its signs.

    A number is recognised by its key (97 less the remainder by 97 for the NIR, ISO 7064 mod 97-10 for the IBAN), so a
    telephone or a wage never is one.
    """
    capitals = unicodedata.normalize("NFKC", text).upper()
    # First the longer one: the figures of an account may happen to hold a valid NIR.
    if any(_starts_iban(_packed(capitals[found.start() :])) for found in _IBAN_START.finditer(capitals)):
        return PrivateNumber.BANK_ACCOUNT
    if any(_is_nir(_packed(found[1])) for found in _NIR.finditer(capitals)):
        return PrivateNumber.SOCIAL_SECURITY
    return None


def _packed(text: str) -> str:
    return "".join(re.findall("[A-Z0-9]", text))


def _is_nir(signs: str) -> bool:
    number, key = signs[:5] + _CORSICA.get(signs[5:7], signs[5:7]) + signs[7:13], signs[13:]
    return 97 - int(number) % 97 == int(key)


def _starts_iban(signs: str) -> bool:
    number = signs[: _IBAN_LENGTHS.get(signs[:2], 0)]
    if len(number) < _IBAN_LENGTHS.get(signs[:2], 1) or sum(sign.isdigit() for sign in number) < _FEWEST_DIGITS:
        return False
    return int("".join(str(int(sign, 36)) for sign in number[4:] + number[:4])) % 97 == 1
