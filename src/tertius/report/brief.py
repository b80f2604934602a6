"""The answer as one self-contained HTML page: opens offline, prints on paper, fits a memo."""

from __future__ import annotations

from pathlib import Path

from tertius.present.names import capital, possessive, the
from tertius.present.numbers import count, day, percent, percent_range, share_of_draws, years
from tertius.present.page import page, save, table, term, text
from tertius.present.vega import bundle, figure
from tertius.report.lines import (
    COMPANION_HEAD,
    backtest_line,
    companion_line,
    companion_rows,
    concentration_line,
    contradictions,
    data_line,
    episode_list,
    exposure_notes,
    exposure_table,
    headline,
    in_words,
    indicator_note,
    neutral_line,
    number_rows,
    record_line,
    reference_rows,
    scale_note,
    shapes_through_time,
    source_notes,
    tie_rows,
    windows_rule,
)
from tertius.report.weighed_page import evidence_section, meaning_section, moved_section, outlook_section
from tertius.triangle.chart import HATCH_MEANS, PAIRS, roles_spec, seen_to, tie_spec
from tertius.wedge.answer import Assessment
from tertius.wedge.chart import answer_spec

__all__ = ["brief", "write_brief"]


def brief(found: Assessment) -> str:
    """The whole page as HTML."""
    parts = (
        _masthead(found),
        _answer(found),
        _triangle(found),
        '<div class="behind">',
        _numbers(found),
        evidence_section(found.weighed),
        moved_section(found.weighed),
        outlook_section(found.weighed),
        _dependence(found),
        _side_by_side(_roles(found), _coverage(found)),
        meaning_section(found.weighed),
        _windows(found),
        _notes(found),
        "</div>",
    )
    return page(found.question.text, f"<main>{''.join(parts)}</main>", scripts=bundle())


def write_brief(found: Assessment, path: Path) -> Path:
    """Write the page to a file; a file that was there is replaced in one step.

    Raises
    ------
    TertiusError
        Where the file cannot be written.
    """
    return save(brief(found), path)


def _masthead(found: Assessment) -> str:
    q = found.question
    return (
        f'<header class="masthead"><h1>{text(q.text)}</h1>'
        f'<p class="asof">as of {text(day(q.as_of))} · horizon {q.ahead}</p></header>'
    )


def _answer(found: Assessment) -> str:
    a = found.answer
    first = found.references[0]
    own = found.references[-1]
    beside = [
        f"{capital(first.name)} {percent(first.rate)} ({count(first.events)} of {count(first.n)} windows)"
        if first.n
        else "",
        "No change 0\u2009%",
        f"{capital(possessive(found.question.b.name))} own history {percent(own.rate)} ({own.events} of {own.n})"
        if own.n
        else "",
    ]
    number = (
        f'<div><p class="number">{text(percent(a.probability))}</p>'
        f'<p class="interval">{text(percent_range(a.low, a.high))}</p>'
        f'<p class="words">{text(a.words)}</p>'
        f'<p class="quiet">{text(a.scale)}</p>{_others(found)}</div>'
    )
    words = (
        f'<div><p class="quiet">{text(" · ".join(b for b in beside if b))}</p>'
        f'<p>{text(found.explain())}</p><p class="quiet">{text(record_line(found))}</p></div>'
    )
    reach = f'<p class="warning">{text(found.out_of_reach)}</p>' if found.out_of_reach else ""
    warning = f'<p class="warning">{text(found.warning)}</p>' if found.warning else ""
    drawn = figure(
        answer_spec(found),
        title=f"{in_words(found)}, and no reference class has a rate above one in five"
        if all((r.rate or 0) < 0.2 for r in found.references)
        else f"{in_words(found)}; the reference classes disagree",
        subtitle="Probability of the move within the horizon, 90 % intervals; no reference class is preferred",
        note=f"UN General Assembly votes to {found.triangle.ties[0].one('agreement').last}. Classes overlap.",
        alt=f"{headline(found)}: " + "; ".join(f"{r.name} {percent(r.rate)}" for r in found.references),
        id="answer",
    )
    return (
        f'<section class="answer">{number}{words}</section>{reach}{warning}{_side_by_side(drawn, _references(found))}'
    )


def _others(found: Assessment) -> str:
    """Every number offered but the one that leads, a line each."""
    kinds = {"base_rate": "Base rate", "data": "Data alone", "judged": "With judgements, untested"}
    return "".join(
        f'<p class="quiet">{text(f"{kinds[a.kind]} {percent(a.probability)} ({percent_range(a.low, a.high)})")}</p>'
        for a in found.answers
        if a.kind != found.answer.kind
    )


def _numbers(found: Assessment) -> str:
    """The base rate and the data's number, the record, and the question put three ways."""
    numbers = table(("", "probability", "90 %", "words"), number_rows(found), numeric=(1, 2))
    said = " ".join(filter(None, (data_line(found), backtest_line(found))))
    ways = table(COMPANION_HEAD, companion_rows(found))
    asked = f"<p class='quiet wide'>{text(companion_line(found))}</p>"
    due = f"<p class='quiet wide'>{text(found.question.resolution.replace('`', ''))}</p>"
    return (
        f"<h2>The numbers side by side</h2>{numbers}<p class='quiet wide'>{text(said)}</p>"
        f"<h2>The question put three ways</h2>{ways}{asked}<h2>When it comes due</h2>{due}"
    )


def _triangle(found: Assessment) -> str:
    t = found.triangle
    kappas = {tie.pair: tie.one("kappa") for tie in t.ties}
    newest = [
        f"{pair} {'close' if s.at(s.last)[0] > 0 else 'apart'} ({s.at(s.last)[0]:.2f})".replace("-", "−")
        for pair, s in kappas.items()
        if s.last is not None
    ]
    ties = figure(
        [tie_spec(tie, pair) for tie, pair in zip(t.ties, PAIRS, strict=True)],
        title=f"By votes: {', '.join(newest)}",
        subtitle="Each tie in five measures, up is closer; the bands hold 50 and 90 % of the latent tie, which all "
        f"indicators share. Bars above: treaty in force{seen_to(t, 'alliance_atop')}; below: force shown or used"
        f"{seen_to(t, 'dispute')}. {HATCH_MEANS}",
        note="Double line: quadratic kappa of contested UN votes. S is twice agreement less one; ideal-point distance "
        "is shown as 1 − d/2, Tsinghua's bands as thirds. Upright lines, and ticks that tell on hover: events of the "
        "project's chronicle, a selection. Last observations: "
        + ", ".join(f"{c.label} {c.last}" for c in found.coverage[:8])
        + ".",
        alt="; ".join(f"{tie.pair}: {tie.explain()}" for tie in t.ties),
        id="ties",
    )
    told = "".join(f"<p class='quiet wide'>{text(said)}</p>" for said in contradictions(t))
    listed = table(
        ("newest value, 90 % interval", *(tie.pair for tie in t.ties), "year"), tie_rows(t.ties), numeric=(1, 2, 3, 4)
    )
    meaning = "Agreement beyond what the two states' usual votes would give by chance: 1 is perfect, 0 is chance."
    known = term("Kappa", meaning)
    return (
        f"<h2>The triangle, {t.ties[0].one('agreement').first or 1946}–{t.as_of.year}</h2>{ties}"
        f"{told}<p class='quiet'>{known} is the double line.</p>{listed}"
        f"<p class='quiet wide'>{text(indicator_note())}</p>"
    )


def _roles(found: Assessment) -> str:
    t = found.triangle
    told = " ".join(filter(None, (t.why_no_roles, shapes_through_time(t))))
    if t.roles is None:
        return f"<h2>Who is who</h2><p>{text(told)}</p>"
    shape, p = t.roles.shapes[0]
    drawn = figure(
        roles_spec(t),
        title=f"{shape} in {share_of_draws(p)} of draws",
        subtitle="Probability of each role, joint draws of resolution titles (Dittmer's roles, Wu's order)",
        note=f"Votes of {t.roles.first}–{t.roles.last}. {neutral_line(t.roles)}",
        alt=t.explain(),
        id="roles",
    )
    return f"<h2>Who is who</h2>{drawn}<p class='quiet'>{text(told)}</p>"


def _dependence(found: Assessment) -> str:
    head, rows = exposure_table(found.dependence, found.question.as_of)
    said = " ".join(
        filter(None, (concentration_line(found.dependence, found.question.as_of), *exposure_notes(found.dependence)))
    )
    return (
        f"<h2>Who needs whom</h2>{table(head, rows, numeric=tuple(range(1, len(head))))}"
        f"<p class='quiet wide'>{text(said)}</p>"
    )


def _references(found: Assessment) -> str:
    listed = table(
        ("reference class", "rate", "90 %", "windows that counted"), reference_rows(found), numeric=(1, 2, 3)
    )
    return f"<h2>What it is compared with</h2>{listed}<p class='quiet'>{text(found.question.target)}.</p>"


def _windows(found: Assessment) -> str:
    first, own = found.references[0], found.references[-1]
    name = capital(the(found.question.b.name))
    return (
        f"<section class='notes'><h2>The windows that counted, {text(first.name)}</h2>"
        f"<p>{text(windows_rule(found))} {text(name)} itself: {text(episode_list(own, named=False))}.</p>"
        f"<p class='listing'>{text(episode_list(first, found.references[1], on=found.question.as_of))}.</p></section>"
    )


def _coverage(found: Assessment) -> str:
    rows = [(c.label, f"{c.first}–{c.last}", years(c.age_years), "too old" if c.stale else "") for c in found.coverage]
    listed = table(("indicator", "years", "age", ""), rows, numeric=(1, 2))
    return f"<h2>What the data cover</h2>{listed}"


def _notes(found: Assessment) -> str:
    caveats = "".join(f"<li>{text(c)}</li>" for c in (*found.caveats, scale_note()))
    sources = "".join(f"<li>{text(s)}</li>" for s in source_notes(found.provenance))
    return (
        f'<section class="notes"><h2>Caveats</h2><ol class="listing">{caveats}</ol>'
        f'<h2>Sources and terms</h2><ol class="listing">{sources}</ol>'
        "<p>Made with Tertius from the atlas of figures it derives from these sources.</p></section>"
    )


def _side_by_side(*parts: str) -> str:
    return f'<div class="columns">{"".join(f"<section>{p}</section>" for p in parts)}</div>'
