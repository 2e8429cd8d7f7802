"""The explorer as a reader uses it: filters, table, map, timeline, sentences, figures; by mouse and by keys."""

from __future__ import annotations

import json
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import invented
import pytest
from driving import wait

from pipeline.releasing.about import Release
from pipeline.releasing.explorer.render import write_explorer
from schemas import TABLES

Open = Callable[..., Any]


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = invented.write_release(tmp_path_factory.mktemp("release") / "v1", invented.invent(60))
    return write_explorer(Release(folder, "v1"))


@pytest.fixture
def driver(open_page: Open, page: Path) -> Any:
    return open_page(page)


def css(driver: Any, selector: str) -> Any:
    return driver.find_element("css selector", selector)


def all_css(driver: Any, selector: str) -> list[Any]:
    return driver.find_elements("css selector", selector)


def shown(driver: Any) -> int:
    """How many events the head of the page says are shown."""
    return int(css(driver, "#count b").text.replace(",", ""))


def settle(driver: Any, count: int) -> None:
    wait(driver, f"return document.querySelector('#count b').textContent.replace(',', '') === '{count}'")


def complaints(driver: Any) -> list[str]:
    return [line["message"] for line in driver.get_log("browser") if line["level"] in ("SEVERE", "WARNING")]


def test_it_opens_with_every_event_and_complains_of_nothing(driver: Any) -> None:
    assert shown(driver) == 60
    assert css(driver, "#events-table").get_attribute("aria-rowcount") == "61"
    assert complaints(driver) == []


def test_it_asks_the_network_for_nothing(driver: Any) -> None:
    messages = [json.loads(line["message"])["message"] for line in driver.get_log("performance")]
    asked = [m["params"]["request"]["url"] for m in messages if m["method"] == "Network.requestWillBeSent"]
    assert [url for url in asked if not url.startswith(("file:", "data:", "blob:"))] == []


def test_a_type_filter_leaves_only_that_type(driver: Any) -> None:
    label = css(driver, "#facet-type li[data-key='protest'] label")
    expected = int(label.find_element("css selector", ".n").text)
    label.click()
    settle(driver, expected)
    kinds = {
        row.find_elements("css selector", "[role=gridcell]")[1].text for row in all_css(driver, ".grid .body .row")
    }
    assert kinds == {"Protest"}
    css(driver, "#clear").click()
    settle(driver, 60)


def test_filters_by_actor_place_date_certainty_and_dispute_agree_with_the_data(driver: Any) -> None:
    rows = invented.invent(60)
    disputed = sum(bool(e["disputed"]) for e in rows["events"])
    css(driver, "#only-disputed").click()
    settle(driver, disputed)
    css(driver, "#only-disputed").click()

    best: dict[str, float] = {}
    for report in rows["event_reports"]:
        best[report["event_id"]] = max(best.get(report["event_id"], 0), report["confidence"])
    driver.execute_script(
        "const c = document.getElementById('certainty'); c.value = 80; c.dispatchEvent(new Event('input'))"
    )
    settle(driver, sum(value >= 0.8 for value in best.values()))
    css(driver, "#clear").click()
    settle(driver, 60)

    days = sorted(e["date_start"].isoformat() for e in rows["events"] if e["date_start"])
    middle = days[len(days) // 2]
    driver.execute_script(
        "const f = document.getElementById('from'); f.value = arguments[0]; f.dispatchEvent(new Event('change'))",
        middle,
    )
    settle(driver, sum(day >= middle for day in days))
    css(driver, "#clear").click()
    settle(driver, 60)

    name = rows["actors"][0]["name"]
    parts = {p["event_id"] for p in rows["event_participants"] if p["actor_id"] == rows["actors"][0]["actor_id"]}
    css(driver, f"#facet-actor li[data-key='{name}'] label").click()
    settle(driver, len(parts))
    css(driver, "#clear").click()

    place = rows["places"][0]["name"]
    css(driver, f"#facet-place li[data-key='{place}'] label").click()
    settle(driver, sum(e["place"] == place for e in rows["events"]))


def test_search_and_an_empty_result(driver: Any) -> None:
    search = css(driver, "#search")
    search.send_keys("no such thing anywhere")
    settle(driver, 0)
    assert "No event passes" in css(driver, ".grid .empty").text
    css(driver, "#clear").click()
    settle(driver, 60)


def test_an_event_shows_its_reports_with_coloured_sentences(driver: Any) -> None:
    rows = invented.invent(60)
    event = next(e for e in rows["events"] if e["reports"] == 3 and e["disputed"] and e["date_start"])
    css(driver, "#search").send_keys(event["summary"])
    row = wait(driver, f"return document.querySelector('.row[data-event=\"{event['event_id']}\"]')")
    row.click()
    panel = css(driver, "#detail")
    assert panel.is_displayed()
    cards = all_css(driver, "#detail .report")
    assert len(cards) == 3
    marks = {m.get_attribute("class"): m.text for m in all_css(driver, "#detail .report blockquote mark")}
    assert {"trigger", "perpetrator", "victim", "count"} <= marks.keys()
    report = next(r for r in rows["event_reports"] if r["event_id"] == event["event_id"])
    texts = {t["document_id"]: t["text"] for t in rows["texts"]}
    if report["document_id"] in texts:
        sentence = texts[report["document_id"]][report["start"] : report["end"]]
        quotes = [q.text for q in all_css(driver, "#detail .report blockquote")]
        assert any(sentence.split(",")[0] in quote for quote in quotes)
    tolls = css(driver, "#tolls").text
    assert "Rival tolls" in tolls
    assert "police" in tolls
    assert "a hospital" in tolls
    assert "same" in css(driver, "#links").text
    assert "police (say)" in css(driver, "#said").text


def test_a_text_without_an_open_licence_is_not_in_the_file(driver: Any, page: Path) -> None:
    rows = invented.invent(60)
    closed = next(d for d in rows["documents"] if d["licence"] is None)
    report = next(r for r in rows["event_reports"] if r["document_id"] == closed["document_id"])
    css(driver, "#search").send_keys(closed["title"])
    row = wait(driver, f"return document.querySelector('.row[data-event=\"{report['event_id']}\"]')")
    row.click()
    withheld = css(driver, "#detail .withheld").text
    assert f"{report['start']}–{report['end']}" in withheld
    assert report["evidence_hash"] in withheld
    assert {t["document_id"] for t in rows["texts"]}.isdisjoint({closed["document_id"]})


def test_hostile_text_shows_as_text(open_page: Open, page: Path) -> None:
    rows = invented.invent(60)
    driver = open_page(page, f"#event={rows['events'][0]['event_id']}")
    wait(driver, "return !document.getElementById('detail').hidden")
    title = css(driver, "#detail-title").text
    assert "<script>window.hacked=1</script>" in title
    assert "⟨U+202E⟩" in title
    assert "\u202e" not in title
    assert "\U0001f4a5 “quoted”" in css(driver, "#detail .report blockquote").text
    css(driver, "#tab-statistics").click()
    css(driver, "#tab-about").click()
    assert driver.execute_script("return window.hacked") is None
    assert all_css(driver, "img") == []
    assert complaints(driver) == []


def test_the_table_moves_opens_and_closes_by_keys(driver: Any) -> None:
    from selenium.webdriver.common.keys import Keys

    first = css(driver, ".grid .body .row[aria-rowindex='2']")
    driver.execute_script("arguments[0].focus()", first)
    first.send_keys(Keys.ARROW_DOWN)
    second = driver.switch_to.active_element
    assert second.get_attribute("aria-rowindex") == "3"
    second.send_keys(Keys.ENTER)
    assert css(driver, "#detail").is_displayed()
    assert driver.switch_to.active_element.get_attribute("id") == "detail"
    driver.switch_to.active_element.send_keys(Keys.ESCAPE)
    assert not css(driver, "#detail").is_displayed()
    assert driver.switch_to.active_element.get_attribute("aria-rowindex") == "3"
    driver.switch_to.active_element.send_keys(Keys.END)
    assert driver.switch_to.active_element.get_attribute("aria-rowindex") == "61"


def test_the_timeline_filters_by_keys(driver: Any) -> None:
    from selenium.webdriver.common.keys import Keys

    handle = css(driver, "#handle-from")
    assert handle.get_attribute("role") == "slider"
    driver.execute_script("arguments[0].focus()", handle)
    driver.switch_to.active_element.send_keys(Keys.PAGE_UP)
    wait(driver, "return document.getElementById('from').value !== ''")
    wait(driver, "return document.querySelector('#count b').textContent !== '60'")
    assert 0 < shown(driver) < 60


def test_a_click_on_the_map_opens_what_is_there(driver: Any) -> None:
    from selenium.webdriver.common.action_chains import ActionChains

    rows = invented.invent(60)
    place = next(p for p in rows["places"] if sum(e["place"] == p["name"] for e in rows["events"]) > 1)
    css(driver, f"#facet-place li[data-key='{place['name']}'] label").click()
    settle(driver, sum(e["place"] == place["name"] for e in rows["events"]))
    css(driver, "#zoom-fit").click()
    time.sleep(0.3)
    ActionChains(driver).move_to_element(css(driver, "#map")).click().perform()
    wait(driver, "return !document.getElementById('detail').hidden")
    assert place["name"] in css(driver, "#detail h2").text
    all_css(driver, "#detail .links button")[0].click()
    assert css(driver, "#detail .report").is_displayed()


def test_sorting_by_killed_puts_the_deadliest_first(driver: Any) -> None:
    rows = invented.invent(60)
    css(driver, "[data-sort='killed']").click()
    top = css(driver, ".grid .body .row[aria-rowindex='2']").get_attribute("data-event")
    most = max(e["killed_best"] for e in rows["events"])
    assert next(e for e in rows["events"] if e["event_id"] == top)["killed_best"] == most
    assert all_css(driver, "[role=columnheader][aria-sort=descending]")[0].text.startswith("KILLED")


def test_figures_show_wholes_parts_and_sentences(driver: Any) -> None:
    css(driver, "#tab-statistics").click()
    rows = invented.invent(60)
    assert str(len(rows["statistics"])) in css(driver, "#figure-count").text
    whole = css(driver, "#figures .tree > li > ul > li .figure")
    assert "26 % of the whole" in whole.text
    whole.click()
    assert whole.get_attribute("aria-expanded") == "true"
    css(driver, "#figure-search").send_keys("children")
    wait(driver, "return document.getElementById('figure-count').textContent.includes('figures in')")
    wait(
        driver,
        "return [...document.querySelectorAll('#figures .figure')].every((f) => f.textContent.includes('children'))",
    )


def test_light_and_dark_have_colours_of_their_own(driver: Any) -> None:
    colour = "return getComputedStyle(document.body).backgroundColor"
    before = driver.execute_script(colour)
    css(driver, "#theme").click()
    after = driver.execute_script(colour)
    assert before != after
    assert css(driver, "#theme").get_attribute("aria-label").startswith("Use ")


def test_every_control_has_a_name(driver: Any) -> None:
    nameless = driver.execute_script("""
        const named = (n) => n.getAttribute('aria-label') || n.getAttribute('aria-labelledby') || n.textContent.trim()
            || (n.labels && [...n.labels].some((l) => l.textContent.trim()));
        return [...document.querySelectorAll('button, input, select, canvas, [role=slider], [role=grid]')]
            .filter((n) => !named(n)).map((n) => n.outerHTML.slice(0, 120));""")
    assert nameless == []


def test_a_narrow_screen_can_read_an_event(open_page: Open, page: Path) -> None:
    driver = open_page(page, width=500, height=900)
    width = driver.execute_script("return document.documentElement.scrollWidth - document.documentElement.clientWidth")
    assert width <= 0
    row = css(driver, ".grid .body .row")
    driver.execute_script("arguments[0].scrollIntoView(); arguments[0].click()", row)
    assert css(driver, "#detail .report").is_displayed()


@pytest.mark.slow
def test_ten_thousand_events_filter_and_scroll_quickly(open_page: Open, tmp_path: Path) -> None:
    folder = invented.write_release(tmp_path / "v1", invented.invent(10_000, hostile=False))
    path = write_explorer(Release(folder, "v1"))
    driver = open_page(path)
    assert shown(driver) == 10_000
    rows = len(all_css(driver, ".grid .body .row"))
    assert rows < 60
    spent = driver.execute_async_script("""
        const done = arguments[0], begun = performance.now();
        document.querySelector("#facet-type li[data-key='raid'] input").click();
        const look = () => (document.querySelector('#count b').textContent === '10,000' ? requestAnimationFrame(look)
            : requestAnimationFrame(() => done(performance.now() - begun)));
        look();""")
    assert spent < 1500, f"a filter took {spent:.0f} ms"
    assert complaints(driver) == []


def test_every_event_of_the_committed_release_opens(open_page: Open) -> None:
    path = Path(__file__).parents[2] / "outputs" / "latest" / "explorer.html"
    if not path.is_file():
        pytest.skip("there is no release in outputs/: make build")
    driver = open_page(path.resolve())
    opened = driver.execute_script(
        """
        let opened = 0;
        for (const event of Ledger.store.events) {
          Ledger.app.open(event);
          if (document.querySelectorAll('#detail .report').length !== event.reports.length) return event.id;
          opened += 1;
        }
        return opened;
        """
    )
    assert opened == shown(driver)
    for tab in ("statistics", "about"):
        css(driver, f"#tab-{tab}").click()
        assert css(driver, f"#page-{tab}").text
    assert complaints(driver) == []


def test_a_release_without_an_event_opens(open_page: Open, tmp_path: Path) -> None:
    rows: dict[str, list[dict[str, Any]]] = {t.name: [] for t in TABLES}
    driver = open_page(write_explorer(Release(invented.write_release(tmp_path / "v1", rows), "v1")))
    assert shown(driver) == 0
    for tab in ("statistics", "about", "events"):
        css(driver, f"#tab-{tab}").click()
    assert complaints(driver) == []
