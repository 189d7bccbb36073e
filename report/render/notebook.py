"""A Quarto document as an executed notebook, without Quarto."""

import asyncio
import re
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from subprocess import DEVNULL
from threading import Timer
from typing import Any

import jupytext
from jupyter_client import AsyncKernelManager
from jupyter_client.kernelspec import KernelSpecManager
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError, DeadKernelError
from nbformat import NotebookNode
from nbformat.v4 import new_code_cell
from papermill.translators import translate_parameters

from analysis.runtime.errors import Failed, InputError, UsageError
from report.render.environment import own_environment

INCLUDE = re.compile(r"^\{\{< include (\S+) >\}\}$", re.MULTILINE)
OPTION = re.compile(r"^#\| *([\w-]+): *(.*)\n?", re.MULTILINE)
TOLD = {error.__name__ for error in (InputError, UsageError, Failed)}  # sentences for users
PATIENCE = 3.0  # seconds that a cell may take in silence


def read(document: Path, parameters: dict[str, Any]) -> NotebookNode:
    """The document with its parts, as a notebook whose parameters are set."""
    notebook = jupytext.reads(_with_parts(document), fmt="Rmd")
    notebook.metadata.kernelspec = {
        "name": "python3",
        "display_name": "Python 3",
        "language": "python",
    }
    for cell in [cell for cell in notebook.cells if cell.cell_type == "code"]:
        cell.metadata.options = dict(OPTION.findall(cell.source))
        cell.source = OPTION.sub("", cell.source).strip()
    _inject(notebook, parameters)
    return notebook


def _with_parts(document: Path) -> str:
    """The text of a document, its includes put in their places."""

    def part(match: re.Match[str]) -> str:
        return _with_parts(document.parent / match[1])

    return INCLUDE.sub(part, document.read_text(encoding="utf-8"))


def _inject(notebook: NotebookNode, parameters: dict[str, Any]) -> None:
    """Put a cell of assignments after the one tagged ``parameters``."""
    for index, cell in enumerate(notebook.cells):
        if "parameters" in cell.metadata.get("options", {}).get("tags", ""):
            assignments = translate_parameters(
                "python3", "python", parameters, "Injected Parameters"
            )
            notebook.cells.insert(index + 1, new_code_cell(assignments, metadata=cell.metadata))
            return


def execute(notebook: NotebookNode, folder: Path) -> None:
    """Run every cell in `folder`, naming those that take long.

    Raises
    ------
    Failed
        If a cell fails, with the message of its exception.
    """
    # No folder of kernels: the kernel is this interpreter, whatever others are called.
    kernel = AsyncKernelManager(kernel_spec_manager=KernelSpecManager(kernel_dirs=[]))
    with _slow_cells_named(len(notebook.cells)) as called:
        client = NotebookClient(
            notebook,
            km=kernel,
            timeout=None,
            resources={"metadata": {"path": str(folder)}},
            shutdown_kernel="immediate",
            **called,
        )
        client.owns_km = True  # it stops the kernel that it has been given
        try:
            _run(client)
        except CellExecutionError as error:
            told = error.ename in TOLD
            reason = error.evalue if told else f"a cell failed: {error.ename}: {error.evalue}"
            raise Failed(reason) from error
        except DeadKernelError as error:
            raise Failed("the Python process that runs the cells has died") from error
        except RuntimeError as error:  # of jupyter_client, before the first cell
            client.km = kernel  # it forgets this, but asks for it when Python ends
            raise Failed(f"the cells cannot be run: {error}") from error


@contextmanager
def _slow_cells_named(total: int) -> Iterator[dict[str, Callable[..., None]]]:
    """What nbclient is to call before and after each cell, to name those that take long."""
    waiting: list[Timer] = []

    def started(cell: NotebookNode, cell_index: int) -> None:
        message = f"  cell {cell_index + 1} of {total}: {cell.source.splitlines()[-1]}"
        waiting.append(Timer(PATIENCE, print, [message], {"flush": True}))
        waiting[-1].start()

    def finished(**_: Any) -> None:
        waiting.pop().cancel()

    try:
        yield {"on_cell_execute": started, "on_cell_executed": finished}
    finally:
        for timer in waiting:
            timer.cancel()


def _run(client: NotebookClient) -> None:
    """Run the cells in a thread, where nbclient leaves this program's signal handlers alone."""
    with asyncio.Runner() as runner, ThreadPoolExecutor(1) as thread, own_environment() as own:
        loop = runner.get_loop()
        # What the kernel's process says on stderr is chatter; the errors of cells come back.
        task = loop.create_task(client.async_execute(stderr=DEVNULL, env=own))
        running = thread.submit(loop.run_until_complete, task)
        try:
            running.result()
        except (KeyboardInterrupt, SystemExit):
            loop.call_soon_threadsafe(task.cancel)
            raise
