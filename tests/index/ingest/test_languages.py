"""The language is told from the commonest words, or left open."""

from __future__ import annotations

import pytest

from tests.index.ingest.taking import article

SAMPLES = {
    "en": "The ferry company has cancelled all of its "
    "crossings after a gale that tore at the wall.",
    "de": "Die Reederei hat alle Fahrten abgesagt, nachdem "
    "der Sturm die Mauer des Hafens zerstört hat.",
    "fr": "La compagnie a annulé toutes les traversées après que le vent a détruit le mur du port.",
    "es": "La compañía ha cancelado todos los viajes después "
    "de que el viento destruyera el muro del puerto.",
    "it": "La compagnia ha cancellato tutte le corse dopo "
    "che il vento ha distrutto il muro del porto.",
    "pt": "A companhia cancelou todas as viagens depois que o "
    "vento destruiu o muro do porto e não há data.",
    "nl": "De rederij heeft alle overtochten geschrapt nadat de "
    "storm een deel van de muur had verwoest.",
    "pl": "Firma odwołała wszystkie rejsy po tym, jak wiatr "
    "zniszczył mur portu i nie wiadomo, co dalej.",
    "ru": "Компания отменила все рейсы после того, как ветер "
    "разрушил стену порта, и не знает, что будет.",
    "uk": "Компанія скасувала всі рейси після того, як вітер "
    "зруйнував стіну порту, і не знає, що буде.",
    "ar": "ألغت الشركة جميع الرحلات بعد أن دمرت الرياح جدار "
    "الميناء في الجزيرة ولم يكن هناك من يعرف متى تعود",
    "ja": "フェリー会社は月曜日、強風で港の壁が壊れたため、すべての便を欠航とした。",
    "ko": "페리 회사는 월요일 강풍으로 항구 벽이 무너져 모든 운항을 취소했다고 밝혔다.",
    "el": "Η εταιρεία ακύρωσε όλα τα δρομολόγια αφού ο άνεμος κατέστρεψε το τείχος του λιμανιού.",
}


@pytest.mark.parametrize("code", SAMPLES)
def test_languages_are_told_apart(code: str) -> None:
    assert article(SAMPLES[code]).language == code


@pytest.mark.parametrize("text", ["Gale", "NATO CNN BBC AFP " * 8, "12 34 56", "zx qv wj " * 10])
def test_too_little_to_tell_is_unknown(text: str) -> None:
    assert article(text).language is None


def test_a_declared_language_goes_first() -> None:
    assert article(SAMPLES["en"], language="de-AT").language == "de"
    assert article(SAMPLES["en"], language="French").language == "fr"
    assert article(SAMPLES["en"], language="???").language == "en"
