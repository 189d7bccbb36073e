"""Which images are shown, also where nobody may read them."""

import h5py
import pytest

from analysis.results.image_file import COURSE_FILE, locate
from analysis.runtime.errors import InputError
from tests.support.unprivileged import as_nobody, open_folder

__all__ = ["open_folder"]


@pytest.fixture
def course_file(open_folder):
    path = open_folder / COURSE_FILE
    path.parent.mkdir()
    with h5py.File(path, "w") as file:
        file["images"] = 1
    return path


def test_a_named_file_comes_before_the_courses(course_file, tmp_path):
    root = course_file.parents[1]
    assert locate(None, root).kind == "course file"
    assert locate(course_file, tmp_path).kind == "file"
    with pytest.raises(InputError, match="there is no such file"):
        locate(tmp_path / "nowhere.hdf5", root)


@pytest.mark.parametrize("denied", [lambda path: path, lambda path: path.parent])
def test_the_courses_file_is_not_passed_over_because_nobody_may_read_it(course_file, denied):
    denied(course_file).chmod(0)
    with as_nobody(), pytest.raises(InputError, match=rf"^{course_file}: .*Permission denied"):
        locate(None, course_file.parents[1])
