"""The index of the search page: what is in it, and where each entry leads."""

import json
from pathlib import Path

import pytest

from hedgelab.book.search_index import Place, entries_of, places_of
from hedgelab.data.rows import load_rows
from tests.book.small_book import Page

CHAPTER = """<nav>Contents</nav><article class="bd-article"><section id="deeds">
<h1><span class="section-number">4. </span>Deeds<a class="headerlink">#</a></h1>
<p>The story<br>first. <script>let x</script></p>
<section id="oil"><h2>Oil &amp; gas</h2><p>One <strong>contract</strong>.</p></section>
<table><caption>2 acts</caption><thead><tr><th>When</th></tr></thead><tbody>
<tr id="act-guam-1997"><td>1997</td>
<td><p><strong>Four found it</strong></p><p>In Strasbourg.</p></td></tr>
</tbody></table>
<div class="hedgelab-fallback"><p>On paper.</p></div>
<div class="cell_input"><pre>import pandas</pre></div>
<dl><dt id="term-hedging">hedging</dt><dt id="term-strategic-hedging">strategic hedging</dt>
<dd><p>Several policies.</p></dd><dt id="term-gas">gas</dt><dd>Methane.</dd></dl>
<ul><li class="citation" id="id4"><span class="label">[A]</span>
<p>A. Author. <em>A work</em>. URL: <a>https://a.example/b</a>.</p></li></ul>
</section></article><footer>The end</footer>"""


def test_a_page_is_read_as_its_reader_sees_it() -> None:
    assert places_of(CHAPTER) == [
        Place("chapter", "", "4. Deeds", "The story first."),
        Place("section", "oil", "Oil & gas", "One contract."),
        Place("act", "act-guam-1997", "Four found it", "1997 In Strasbourg."),
        Place("term", "term-hedging", "hedging; strategic hedging", "Several policies."),
        Place("term", "term-gas", "gas", "Methane."),
        Place("source", "id4", "A. Author. A work.", ""),
    ]


def test_an_entry_says_where_it_leads() -> None:
    chapter, _, act, *_ = entries_of("book/deeds", CHAPTER)
    assert (chapter["at"], act["at"]) == ("book/deeds.html", "book/deeds.html#act-guam-1997")
    assert act["chapter"] == chapter["title"]
    assert list(entries_of("book/empty", "<p>No article.</p>")) == []


@pytest.mark.built
def test_the_book_s_index_has_every_act_and_claim_at_a_place_that_is_there(
    built_book: Path,
) -> None:
    script = (built_book / "_static" / "hedgelab" / "search-index.js").read_text(encoding="utf-8")
    entries = json.loads(script.partition("=")[2].rstrip().removesuffix(";"))
    anchors: dict[str, set[str]] = {}
    for entry in entries:
        page, _, anchor = entry["at"].partition("#")
        if page not in anchors:
            anchors[page] = Page((built_book / page).read_text(encoding="utf-8")).ids
        assert not anchor or anchor in anchors[page], entry["at"]

    named = {entry["at"].partition("#")[2] for entry in entries}
    for table, column, mark in (("events", "event_id", "act"), ("claims", "claim_id", "claim")):
        ids = [row[column] for row in load_rows(table) if row["locator"]]
        missing = [name for name in ids if f"{mark}-{name}" not in named]
        assert not missing, f"{table} that no search finds"


@pytest.mark.built
def test_only_the_search_page_loads_the_index(built_book: Path) -> None:
    pages = [*built_book.glob("*.html"), *built_book.glob("book/*.html")]
    loading = [page.name for page in pages if "search-index.js" in page.read_text(encoding="utf-8")]
    assert loading == ["search.html"]
    assert not (built_book / "searchindex.js").exists()
