import shutil

import pytest

from playbooks.actions import load_version
from playbooks.problems import PlaybookError
from playbooks.reader import CAIO, read
from tests import factories


@pytest.fixture(scope="session")
def caio():
    return read(CAIO)


@pytest.fixture
def version(caio):
    return load_version(playbook=caio)


@pytest.fixture
def administrator(client, version):
    user = factories.user("Ida Holm", is_staff=True)
    client.force_login(user)
    return user


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
