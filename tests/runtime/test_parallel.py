from analysis.runtime import parallel
from analysis.runtime.parallel import over_galaxies


def test_results_are_in_order():
    assert over_galaxies(lambda x, y: x - y, range(50), range(0, 100, 2)) == [-x for x in range(50)]


def test_progress_is_told_where_it_takes_long(monkeypatch):
    said: list[str] = []
    over_galaxies(abs, [1, 2, 3], progress=said.append, name="measuring")
    assert said == []
    monkeypatch.setattr(parallel, "SILENCE", -1.0)
    over_galaxies(abs, [1, 2, 3], progress=said.append, name="measuring")
    assert said == ["measuring: 1 of 3", "measuring: 2 of 3", "measuring: 3 of 3"]
