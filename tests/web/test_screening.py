"""Screening in the browser: what is asked, in which order, and who may answer."""

import csv
from datetime import timedelta
from io import StringIO
from urllib.parse import parse_qs, urlsplit

import pytest

from armslength.register.domain.commands import End, SendQuestion
from armslength.register.domain.known import known_facts
from armslength.register.exchange.acting import Moment, act
from armslength.web.addresses import address_of
from armslength.web.pages.screening import Screened, topic_page
from armslength.web.path import path_of
from engine import Given, Interview, Interviewer, Profile, Result, applying_each, read_profiles, take
from engine.render.words import answer_words
from tests.web.answers import BASE, action_of, entered, form_of, main_of, say, shipped, stands, words_of
from tests.web.at_hand import NOW, OFFICE, PEOPLE, Browser, a_browser
from tests.web.screened import AFFECTS, HANDLES, MEETS, SYSTEMS, TODAY, answers, result, value_of


@pytest.fixture(scope="module")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Browser:
    return a_browser(tmp_path_factory.mktemp("screening"))


@pytest.fixture
def subject(browser: Browser) -> str:
    """Enter a subject of which nothing was said, and sit down as a contributor."""
    browser.as_("contributor")
    return entered(browser, f"subject-{len(browser.desk.register.subjects())}")


# ---- what is asked


def test_no_page_asks_what_does_not_apply(browser: Browser, subject: str) -> None:
    say(browser, subject, {MEETS: Given(True)})
    page = browser.get(f"/s/{subject}/topic/about")
    assert f"answer.{MEETS}" in page
    assert f'name="answer.{SYSTEMS}"' not in page
    assert BASE.facts[SYSTEMS].question in words_of(page), "it is said that it is not asked, and by which answer"
    assert f'href="/s/{subject}/question/{MEETS}"' in page
    alone = browser.get(f"/s/{subject}/question/{SYSTEMS}")
    assert "It does not apply, because of what was answered to" in words_of(alone)
    assert "<form" not in main_of(alone)


def test_every_topic_of_a_whole_screening_asks_only_what_applies(browser: Browser, subject: str) -> None:
    profile = shipped("wellbeing-groups")
    say(browser, subject, {n: g for n, g in profile.answers.items() if n not in OFFICE.knows})
    of = shown_to(browser, subject)
    truths = applying_each(BASE, result(browser, subject).answers(), TODAY)
    asked = {each.name for topic in BASE.pack.topics for each in topic_page(of, topic).questions}
    known = known_facts(of.state, OFFICE, TODAY)
    assert asked & BASE.facts.keys() == {name for name, (truth, _) in truths.items() if truth} - known.keys()
    required = {each.name for each in of.concluded.controls if each.required in ("yes", "interim")}
    assert asked & BASE.controls.keys() == required


def shown_to(browser: Browser, subject: str) -> Screened:
    """Gather what pages of a subject are made of, as the routes do."""
    state, found = stands(browser, subject), result(browser, subject)
    path = path_of(state, OFFICE, found.answers(), found.assessment, TODAY)
    return Screened(state, OFFICE, found.assessment, path, browser.desk.words, may_answer=True)


def test_what_the_register_knows_is_shown_with_from_what_and_not_asked(browser: Browser, subject: str) -> None:
    page = browser.get(f"/s/{subject}/question/stage")
    assert "In the register it is: Being screened." in words_of(page)
    assert "<form" not in main_of(page)
    topic = browser.get(f"/s/{subject}/topic/{BASE.facts['stage'].topic}")
    assert 'name="answer.stage"' not in topic
    assert "What the register knows by itself" in words_of(topic)


def test_a_question_says_why_it_is_asked_who_may_know_and_what_happens_meanwhile(
    browser: Browser, subject: str
) -> None:
    text = words_of(browser.get(f"/s/{subject}/question/{MEETS}"))
    for said in (
        BASE.facts[MEETS].why,
        BASE.facts[MEETS].yes_example,
        "Service manager or The partner's lead may know.",
        "Until somebody knows, treat it as: Enhanced.",
        "It is asked of every arrangement.",
    ):
        assert said in text


def test_a_question_that_hangs_on_others_says_on_which(browser: Browser, subject: str) -> None:
    say(browser, subject, {MEETS: Given(False), HANDLES: Given(False), AFFECTS: Given(False)})
    page = browser.get(f"/s/{subject}/question/{SYSTEMS}")
    assert "It is asked because of these answers" in words_of(page)
    assert all(f'href="/s/{subject}/question/{name}"' in page for name in (MEETS, HANDLES, AFFECTS))


def test_where_a_question_stands_is_said_in_words(browser: Browser, subject: str) -> None:
    say(browser, subject, {MEETS: Given(True), HANDLES: Given(None)})
    sent = SendQuestion(AFFECTS, "How is it?", "Pat Pine", TODAY + timedelta(days=7))
    act(browser.desk.register, OFFICE, subject, lambda *_: (sent,), PEOPLE["contributor"], Moment(NOW))
    text = words_of(browser.get(f"/s/{subject}/review-answers"))
    assert "Asked of Pat Pine on 3 March 2027" in text
    assert "Don't know yet" in text
    assert "Not answered" in text
    assert "Asked of Pat Pine on 3 March 2027" in words_of(browser.get(f"/s/{subject}"))


def test_the_answer_so_far_stands_beside_and_changes_with_what_is_saved(browser: Browser, subject: str) -> None:
    say(browser, subject, {n: g for n, g in shipped("agency-carers-on-our-rota").answers.items() if n != "stage"})
    text = words_of(browser.get(f"/s/{subject}/question/{MEETS}"))
    model, oversight = (BASE.decisions[name] for name in BASE.pack.primary)
    found = result(browser, subject)
    for decision in (model, oversight):
        assert OFFICE.spoken[decision.name][value_of(found, decision.name)] in text
        assert BASE.rules[found.assessment.decisions[decision.name].rules[0]].because in text


# ---- saving


def test_a_topic_is_saved_by_one_press_and_comes_back_with_what_now_applies(browser: Browser, subject: str) -> None:
    here = f"/s/{subject}/topic/about"
    assert browser.post(here, answers(**{MEETS: "no", HANDLES: "no", AFFECTS: "no"})) == f"{here}?done=saved"
    page = browser.get(f"{here}?done=saved")
    assert "Saved." in words_of(page)
    assert f'name="answer.{SYSTEMS}"' in page
    assert browser.post(here, form_of(page)) == f"{here}?done=nothing_new"


def test_evidence_is_saved_with_the_answer_and_shown_again(browser: Browser, subject: str) -> None:
    sent = answers(**{MEETS: "yes"}) | {
        f"evidence.{MEETS}": "the rota", f"known.{MEETS}": "documented",
        f"said.{MEETS}": "Pat Pine", f"on.{MEETS}": "1 March 2027",
    }  # fmt: skip
    browser.post(f"/s/{subject}/question/{MEETS}", sent)
    kept = stands(browser, subject).answers[MEETS][-1]
    assert (kept.evidence, kept.known, kept.source, str(kept.on)) == (
        "the rota",
        "documented",
        "Pat Pine",
        "2027-03-01",
    )
    page = browser.get(f"/s/{subject}/question/{MEETS}")
    again = form_of(page)
    assert [again[f"{part}.{MEETS}"] for part in ("evidence", "known", "said", "on")] == [
        ["the rota"], ["documented"], ["Pat Pine"], ["1 March 2027"],
    ]  # fmt: skip
    assert again[f"answer.{MEETS}"] == ["yes"]


def test_evidence_that_is_added_later_is_no_change_of_the_answer(browser: Browser, subject: str) -> None:
    say(browser, subject, {MEETS: Given(True)})
    sent = form_of(browser.get(f"/s/{subject}/question/{MEETS}")) | {f"evidence.{MEETS}": ["the rota"]}
    assert browser.post(f"/s/{subject}/question/{MEETS}", sent).endswith("done=saved")
    assert stands(browser, subject).answers[MEETS][-1].evidence == "the rota"


def test_what_is_not_known_yet_is_noted_and_answered_later_at_once(browser: Browser, subject: str) -> None:
    browser.post(f"/s/{subject}/question/{MEETS}", answers(**{MEETS: "unknown"}))
    assert stands(browser, subject).answers[MEETS][-1].value is None
    sent = form_of(browser.get(f"/s/{subject}/question/{MEETS}"))
    assert sent[f"answer.{MEETS}"] == ["unknown"]
    assert browser.post(f"/s/{subject}/question/{MEETS}", sent | {f"answer.{MEETS}": "yes"}).endswith("done=saved")


# ---- who may


def test_a_reader_sees_the_answers_and_no_form(browser: Browser, subject: str) -> None:
    say(browser, subject, {MEETS: Given(True, "the rota")})
    browser.as_("reader")
    for address in (f"/s/{subject}/topic/about", f"/s/{subject}/question/{MEETS}"):
        page = browser.get(address)
        assert "Yes. the rota" in words_of(page)
        assert "<button" not in main_of(page)
    assert "/guided" not in browser.get(f"/s/{subject}")
    assert "/question/" not in browser.get(f"/s/{subject}/review-answers")
    for address in (f"/s/{subject}/answers", f"/s/{subject}/topic/about", f"/s/{subject}/question/{MEETS}"):
        page = browser.post(address, answers(**{MEETS: "no"}), 403)
        assert "no" in words_of(page)
    assert stands(browser, subject).answers[MEETS][-1].value is True


def test_of_what_has_ended_nothing_is_asked_and_a_late_answer_is_refused_and_kept(
    browser: Browser, subject: str
) -> None:
    sent = form_of(browser.get(f"/s/{subject}/question/{MEETS}")) | {f"answer.{MEETS}": "yes", f"said.{MEETS}": "Pat"}
    act(browser.desk.register, OFFICE, subject, lambda *_: (End(TODAY),), PEOPLE["approver"], Moment(NOW))
    page = browser.post(f"/s/{subject}/question/{MEETS}", sent, 409)
    assert "It is closed down." in words_of(page)
    assert "Pat" in page
    assert "<button" not in main_of(browser.get(f"/s/{subject}/topic/about"))


@pytest.mark.parametrize(
    "address",
    ["/s/{}/topic/nothing", "/s/{}/question/nothing", "/s/nobody", "/s/nobody/guided", "/s/nobody/topic/about"],
)
def test_what_is_not_there_is_said(browser: Browser, subject: str, address: str) -> None:
    assert "There is nothing at this address" in browser.get(address.format(subject), 404)


@pytest.mark.parametrize("back", ["https://elsewhere.example/", "//elsewhere.example", "/s/other", "/s/{}/../x", ""])
def test_one_goes_back_to_pages_of_the_subject_alone(browser: Browser, subject: str, back: str) -> None:
    sent = answers(**{MEETS: "yes"}) | {"back": back.format(subject)}
    assert browser.post(f"/s/{subject}/answers", sent) == f"/s/{subject}?done=saved"


def test_one_goes_back_to_where_one_came_from(browser: Browser, subject: str) -> None:
    sent = answers(**{MEETS: "yes"}) | {"back": f"/s/{subject}/what-if?a=1"}
    assert browser.post(f"/s/{subject}/answers", sent) == f"/s/{subject}/what-if?a=1&done=saved"


# ---- guided


def question_at(page: str) -> str:
    (name,) = [each.removeprefix("seen.") for each in form_of(page) if each.startswith("seen.")]
    return name


def spoken(profile: Profile, name: str) -> str | None:
    """Give the answer of a profile by its name; nothing where the profile does not know it."""
    given = profile.answers.get(name) or profile.controls.get(name)
    if given is None or given.value is None:
        return None
    return ("yes" if given.value else "no") if isinstance(given.value, bool) else str(given.value)


def primary_open(found: Result) -> bool:
    return any(found.outcome(name).status == "open" for name in BASE.pack.primary)


def questions_that_ask_needs(profile: Profile, start: Profile) -> list[str]:
    """Let the interview of the command line put its questions until model and level are settled."""
    interviewer, interview, put = Interviewer(BASE, TODAY), Interview(start), list[str]()
    while True:
        step = interviewer.next_step(interview)
        if not primary_open(step.result):
            return put
        put.append(step.question)
        text = spoken(profile, step.question)
        words = answer_words(BASE.question(step.question), profile.facts()[step.question]) if text else "don't know"
        interview = take(BASE, interview, step.question, text if text in ("yes", "no") else words, TODAY).interview


@pytest.mark.parametrize(
    "name",
    [
        "agency-carers-on-our-rota",
        pytest.param("behaviour-support-company", marks=pytest.mark.deep),
        pytest.param("supported-living-landlord", marks=pytest.mark.deep),
    ],
)
def test_guided_questions_reach_model_and_level_with_those_that_ask_needs(
    browser: Browser, subject: str, name: str
) -> None:
    profile, start = shipped(name), result(browser, subject).profile
    assert start is not None
    needed = questions_that_ask_needs(profile, start)
    here, put = f"/s/{subject}/guided", list[str]()
    while primary_open(result(browser, subject)):
        sent = form_of(browser.get(here))
        (question,) = [each.removeprefix("seen.") for each in sent if each.startswith("seen.")]
        put.append(question)
        assert (
            browser.post(here, sent | {f"answer.{question}": spoken(profile, question) or "unknown"})
            == f"{here}?done=saved"
        )
    assert put == needed


def test_to_come_back_saves_nothing_and_asks_again_at_the_end(browser: Browser, subject: str) -> None:
    before = stands(browser, subject).version
    page = browser.get(f"/s/{subject}/guided")
    first = question_at(page)
    later = f"/s/{subject}/guided?later={first}"
    assert '<button class="button second" name="later" value="yes">Come back to it later</button>' in page
    assert browser.post(f"/s/{subject}/guided", {f"seen.{first}": "0", "later": "yes"}) == later
    second = question_at(browser.get(later))
    assert second != first
    assert stands(browser, subject).version == before
    address = browser.post(later, answers(**{second: "unknown"}))
    assert parse_qs(urlsplit(address).query)["later"] == [first], "the mark stays in the address"


@pytest.mark.parametrize("typed", ["answer", "evidence"])
def test_what_was_typed_is_kept_where_somebody_comes_back_later(browser: Browser, subject: str, typed: str) -> None:
    here = f"/s/{subject}/guided"
    first = question_at(browser.get(here))
    before = stands(browser, subject).version
    sent = {f"seen.{first}": "0", f"{typed}.{first}": "unknown" if typed == "answer" else "The plans", "later": "yes"}
    page = browser.post(here, sent, 422)
    assert "Save it and go on, or come back later without it." in words_of(page)
    assert ('value="unknown" checked' if typed == "answer" else 'value="The plans"') in page
    assert f'<a href="{here}?later={first}">Come back later without it</a>' in page
    assert stands(browser, subject).version == before


def test_in_order_every_question_comes_once_and_the_end_says_what_was_put_off(browser: Browser, subject: str) -> None:
    say(browser, subject, {n: g for n, g in shipped("wellbeing-groups").answers.items() if n not in OFFICE.knows})
    first = question_at(browser.get(f"/s/{subject}/guided?order=fixed"))
    every = shown_to(browser, subject).path.asked
    left = [name for name in every if stands(browser, subject).current(name) is None]
    assert left[0] == first
    query = "&".join(f"later={name}" for name in left)
    end = words_of(browser.get(f"/s/{subject}/guided?order=fixed&{query}"))
    assert "There is nothing more to ask in this order." in end
    assert all(BASE.question(name).question in end for name in left)
    say(browser, subject, {left[0]: Given(None)})
    end = words_of(browser.get(f"/s/{subject}/guided?order=fixed&{query}"))
    assert [BASE.question(name).question in end for name in left[:2]] == [False, True], "what was said is not put off"


@pytest.mark.deep
def test_what_nobody_knows_is_not_asked_again_and_named_at_the_end(browser: Browser, subject: str) -> None:
    profile = shipped("agency-carers-on-our-rota")
    known = {n: g for n, g in profile.answers.items() if n not in OFFICE.knows and g.value is not None}
    say(browser, subject, known)
    found = Interviewer(BASE, TODAY)
    start = result(browser, subject).profile
    assert start is not None
    left = frozenset(BASE.facts) | frozenset(BASE.controls)
    step = found.next_step(Interview(start, left=left))
    say(browser, subject, {name: Given(None) for name in step.left})
    page = words_of(browser.get(f"/s/{subject}/guided"))
    assert ("What is left is not known yet." in page) or ("No answer that is still missing" in page)
    for name in step.left[:3]:
        assert BASE.question(name).question in page


def test_a_mark_of_nothing_in_the_address_is_left_out(browser: Browser, subject: str) -> None:
    page = browser.get(f"/s/{subject}/guided?later=nothing&later=<b>&order=odd")
    assert "nothing" not in action_of(page)


def test_all_answers_are_taken_along_as_a_table_and_as_a_profile(browser: Browser, subject: str) -> None:
    say(browser, subject, {MEETS: Given(True, "=the rota"), HANDLES: Given(None)})
    rows = list(csv.reader(StringIO(browser.get(f"/s/{subject}/answers.csv").removeprefix("\ufeff"))))
    by_question = {row[1]: row for row in rows}
    assert by_question[BASE.facts[MEETS].question][2:] == ["Yes.", "'=the rota"]
    assert by_question[BASE.facts[HANDLES].question][2] == "Don't know yet"
    assert by_question[BASE.facts[AFFECTS].question][2] == "Not answered"
    (read,) = read_profiles(browser.get(f"/s/{subject}/answers.yaml").encode(), BASE)
    assert read.facts() == result(browser, subject).answers()


# ---- whatever people type is shown as text

PAYLOAD = """<script>alert(1)</script> "><img src=x onerror=alert(1)> {{ 7*7 }} javascript:alert(1) ' OR 1=1 --"""


def test_what_is_typed_is_shown_as_text(browser: Browser) -> None:
    browser.as_("contributor")
    subject = entered(browser, f"{PAYLOAD} id", {"partner.name": (PAYLOAD,), "service": (PAYLOAD,)})
    here = address_of(subject, "question", MEETS)
    sent = answers(**{MEETS: "yes"}) | {f"{part}.{MEETS}": PAYLOAD for part in ("evidence", "said")}
    browser.post(here, sent)
    places = ((), ("question", MEETS), ("topic", "about"), ("review-answers",))
    pages = [browser.get(address_of(subject, *rest)) for rest in places]
    changed = form_of(pages[1]) | {f"answer.{MEETS}": "no"}
    page = browser.post(here, changed | {"why": PAYLOAD}, 200)
    pages += [page, browser.post(here, form_of(page) | {"why": PAYLOAD + "\0"}, 422), browser.get("/")]
    pages.append(browser.post(here, sent | {f"answer.{MEETS}": PAYLOAD, f"seen.{MEETS}": PAYLOAD}, 422))
    pages.append(browser.post(here, changed | {f"seen.{MEETS}": "0"}, 409))
    pages.append(
        browser.post("/new", dict.fromkeys(("head.partner.name", "head.service", "since", "id"), PAYLOAD), 422)
    )
    browser.as_("reader")
    pages += [browser.get(address_of(subject, *rest)) for rest in places]
    for page in pages:
        kept = {text for texts in form_of(page).values() for text in texts}
        assert PAYLOAD in words_of(page) or PAYLOAD in kept, "it is kept, or shown"
        assert "<script>alert" not in page
        assert "<img src=x" not in page


@pytest.mark.parametrize("name", ["a/b", "..", "100%", "a%2Fb", "Ä & Ö?#", "日本", "s/../../new"])
def test_a_subject_with_an_odd_id_has_its_pages(browser: Browser, name: str) -> None:
    browser.as_("contributor")
    entered(browser, name)
    page = browser.get(address_of(name))
    assert f"Its name in the register {' '.join(name.split())}" in words_of(page)
    assert browser.post(address_of(name, "question", MEETS), answers(**{MEETS: "yes"})).startswith(address_of(name))
    assert stands(browser, name).answers[MEETS][-1].value is True
