"""The survey's table: as computed from the answers, and by hand."""

from __future__ import annotations

import csv
import io
from importlib import resources

import pytest

from tertius.errors import DataContractError, UnknownName
from tertius.reading.forecasts import survey


def answers(tmp_path, *rows):
    file = tmp_path / "absolute_judgements.csv"
    lines = [f"{number},{term},{given},1" for number, (term, given) in enumerate(rows)]
    file.write_text("\n".join(["response_id,term,probability,order", *lines]), encoding="utf-8")
    return file


def test_the_table_in_the_package_is_the_one_computed_from_the_answers(shared, capsys):
    survey._main([str(shared / "gold" / "capphrase" / "absolute_judgements.csv")])
    shipped = (resources.files("tertius.reading.forecasts") / "data" / "survey.csv").read_text(encoding="utf-8")
    assert capsys.readouterr().out == shipped


def test_medians_are_those_reported_for_the_survey():
    # Kucharski 2026, doi:10.5281/zenodo.18750055, as summarised from its 5,174 answers.
    medians = {term.name: term.median for term in survey.survey().values()}
    assert medians["Almost Certain"] == 0.95
    assert medians["Highly Likely"] == 0.90
    assert medians["Likely"] == medians["Probable"] == 0.75
    assert medians["Realistic Possibility"] == 0.60
    assert medians["Unlikely"] == 0.20
    assert medians["Almost No Chance"] == 0.02
    assert {term.n for term in survey.survey().values()} == {5174}
    assert len(medians) == 19


def test_quartiles_by_hand(tmp_path):
    (found,) = survey.summarise(answers(tmp_path, *(("Likely", given) for given in (10, 20, 40, 80))))
    assert [found.n, found.q1, found.median, found.q3] == pytest.approx([4, 0.175, 0.3, 0.5])


def test_quartiles_are_those_of_numpy(shared):
    import numpy as np

    file = shared / "gold" / "capphrase" / "absolute_judgements.csv"
    with io.StringIO(file.read_text(encoding="utf-8")) as opened:
        given = [float(row["probability"]) for row in csv.DictReader(opened) if row["term"] == "May Happen"]
    ours = survey.survey()["May Happen"]
    assert [ours.q1 * 100, ours.median * 100, ours.q3 * 100] == pytest.approx(np.quantile(given, [0.25, 0.5, 0.75]))


@pytest.mark.parametrize("given", ["101", "-3", "often", ""])
def test_an_answer_that_is_no_percentage_is_refused_with_its_row(tmp_path, given):
    with pytest.raises(DataContractError, match="row 3"):
        survey.summarise(answers(tmp_path, ("Likely", 50), ("Likely", given)))


def test_an_unknown_phrase_is_answered_with_the_nearest():
    assert survey.term("Unlikely").q1 == 0.10
    with pytest.raises(UnknownName, match="Unlikely"):
        survey.term("unlikly")
