"""Names in the forms that languages give them."""

import pytest

from smo_core import Facts, Page, Settings, read_content, survey
from smo_core.phrases import LANGUAGES
from smo_core.stems import STEMMERS
from smo_core.suggest import suggest
from smo_core.suggest.inflections import inflected

SAID = [
    ("de", "Grüner Tee", "mit grünem Tee"),
    ("fr", "Thé vert", "des thés verts"),
    ("es", "Tetera grande", "las teteras grandes"),
    ("it", "Carta rossa", "le carte rosse"),
    ("pt", "Chaleira nova", "as chaleiras novas"),
    ("nl", "Groene theepot", "de groene theepotten"),
    ("pl", "Nowa kuchnia", "w nowej kuchni"),
    ("ru", "Зелёный чайник", "без зелёного чайника"),
    ("ar", "كتاب الشاي", "الكتاب الشاي"),
    ("hi", "हरी चाय", "हरी चाय"),
    ("sv", "Stor kanna", "med stora kannor"),
    ("da", "Stor kande", "med store kander"),
    ("nb", "Stor kanne", "med store kanner"),
    ("hu", "Zöld teáskanna", "zöld teáskannával"),
    ("tr", "Yeşil bahçe", "yeşil bahçeler"),
    ("el", "Μεγάλη τσαγιέρα", "τις μεγάλες τσαγιέρες"),
    ("ro", "Ceainic mare", "ceainice mari"),
    ("id", "Teko besar", "teko besarnya"),
]


def linked(language, title, text):
    named = Page(facts=Facts(key="a.html", location="a.html", title=title, language=language))
    page = Page(
        facts=Facts(key="b.html", location="b.html", title="B", language=language),
        content=read_content(f"<p>{text}.</p>", passages=True),
    )
    site = survey([named, page], Settings(suggest={"automatic": True, "least": 0}))
    return [link.phrase for links in suggest(site.pages, site.graph, site.settings).pages.values() for link in links]


@pytest.mark.parametrize(("language", "title", "text"), SAID, ids=[row[0] for row in SAID])
def test_a_name_is_found_in_its_inflected_forms(language, title, text):
    """The words become the link as they stand."""
    (phrase,) = linked(language, title, text)
    assert phrase in text


def test_every_language_of_the_interface_with_a_stemmer_has_an_example():
    """A stemmer of the wrong language would find nothing."""
    assert set(STEMMERS) & set(LANGUAGES) <= {row[0] for row in SAID}


@pytest.mark.parametrize(
    ("language", "text"), [("fr", "près de l'eau-forte et de l’étang"), ("it", "prezzo dell'étang")]
)
def test_an_article_is_no_part_of_the_name(language, text):
    """It stays before the link."""
    assert linked(language, "Étang", text) == ["étang"]


def test_another_word_with_the_same_beginning_is_another_word():
    """Only endings differ."""
    assert linked("de", "Grüner Tee", "mit grünlichem Teer") == []
    assert linked("de", "Grüner Tee", "mit blauem Tee") == []


def test_a_form_that_is_a_name_itself_is_left_to_it():
    """Two pages may be called by two forms of one word."""
    assert inflected(["buch", "bücher"], ["Buch und Bücher"], "de") == {}
    assert inflected(["buch"], ["Buch und Bücher"], "de") == {"buch": ("bücher",)}


def test_other_languages_have_names_as_written():
    """English plurals are folded anyway; where there is no stemmer nothing is guessed."""
    assert inflected(["green tea"], ["green teas"], "en") == {}
    assert inflected(["зелений чай"], ["зеленого чаю"], "uk") == {}
