"""A few real towns of Hauts-de-France, enough for the generators: official codes, populations and centres."""

from __future__ import annotations

from clicnjob.demo.towns import Town

DEPARTMENTS = {"02": "Aisne", "59": "Nord", "60": "Oise", "62": "Pas-de-Calais", "80": "Somme"}


def town(code: str, name: str, postcode: str, population: int, lat: float, lon: float) -> Town:
    department = code[:2]
    names = DEPARTMENTS[department], "Hauts-de-France"
    return Town(code, name, postcode, department, *names, population=population, lat=lat, lon=lon)


TOWNS = [
    town("02691", "Saint-Quentin", "02100", 52813, 49.845723, 3.288942),
    town("59043", "Bailleul", "59270", 14732, 50.728574, 2.744371),
    town("59295", "Hazebrouck", "59190", 21912, 50.730370, 2.539761),
    town("59350", "Lille", "59000", 238246, 50.634426, 3.047641),
    town("59481", "Le Quesnoy", "59530", 4878, 50.253417, 3.623488),
    town("60057", "Beauvais", "60000", 55550, 49.439290, 2.085130),
    town("62215", "Carvin", "62220", 17909, 50.489412, 2.955762),
    town("62427", "Hénin-Beaumont", "62110", 25688, 50.421010, 2.956589),
    town("62498", "Lens", "62300", 32920, 50.434146, 2.822847),
    town("62510", "Liévin", "62800", 30063, 50.422375, 2.772247),
    town("62548", "Marck", "62730", 10467, 50.966817, 1.942875),
    town("62764", "Saint-Nicolas", "62223", 4494, 50.307310, 2.784086),
    town("80016", "Albert", "80300", 9521, 50.002851, 2.650452),
    town("80021", "Amiens", "80000", 136449, 49.893529, 2.292386),
    town("80212", "Corbie", "80800", 5982, 49.922289, 2.501422),
]
