import shutil

import pytest

from playbooks.problems import PlaybookError
from playbooks.reader import CAIO, read


@pytest.fixture(scope="session")
def caio():
    return read(CAIO)


@pytest.fixture
def broken(tmp_path):
    """Reads the CAIO playbook with `old` replaced by `new` in one file; answers the problems."""

    def problems(file, old, new):
        folder = tmp_path / "caio"
        shutil.copytree(CAIO, folder, dirs_exist_ok=True)
        text = (folder / file).read_text()
        assert old in text, "the test edits what is not there"
        (folder / file).write_text(text.replace(old, new, 1))
        with pytest.raises(PlaybookError) as caught:
            read(folder)
        assert all(problem.file.startswith(str(folder)) for problem in caught.value.problems)
        return caught.value.problems

    return problems
