"""The language of a text: English by its commonest words, others by a detector."""

import tempfile

import pytest
from py3langid import langid

from newscli.tagging.language import detect_language


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("en", "The council said on Monday that it had not agreed with the minister about the new school."),
        ("en", "SCHOOL SHUT AFTER FIRE: POLICE SUSPECT FAULTY WIRES IN THE ROOF OF THE OLD BUILDING"),
        ("de", "Der Minister hat am Montag in Berlin gesagt, dass die Regierung das Gesetz noch ändern will."),
        ("fr", "Le ministre a annoncé lundi que le gouvernement allait modifier la loi avant la fin de l'année."),
        ("es", "El ministro anunció el lunes que el gobierno cambiará la ley antes de que termine el año."),
        ("ru", "Министр сообщил в понедельник, что правительство изменит закон до конца года."),
        ("nl", "De minister zei maandag dat de regering de wet voor het einde van het jaar wil aanpassen."),
        ("da", "Ministeren sagde mandag, at regeringen vil ændre loven inden årets udgang for at hjælpe familier."),
        (None, "1,204 3,391 17.5%"),
        (None, "Fire"),
    ],
)  # fmt: skip
def test_each_text_has_its_language(code: str | None, text: str) -> None:
    assert detect_language(text, 0, len(text)) == code


def test_only_the_given_span_counts() -> None:
    text = "Der Minister hat es am Montag gesagt. " * 5 + "The council said that it would not agree with the minister."
    assert detect_language(text, text.index("The"), len(text)) == "en"


def test_no_temporary_file_is_written(monkeypatch: pytest.MonkeyPatch) -> None:
    def raise_disk_full(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(langid, "IDENTIFIER", None)
    monkeypatch.setattr(tempfile, "TemporaryFile", raise_disk_full)
    text = "Die Fähre nach Skerry fuhr spät am Abend ab, sagte die Bürgermeisterin der kleinen Stadt."
    assert detect_language(text, 0, len(text)) == "de"
