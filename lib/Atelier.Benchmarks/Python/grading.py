"""Submissions a minute of ./course grade, and of nbclient with the C# kernel over the same notebooks: ./course bench grading.

    grading.py COURSE SUBMISSIONS JOBS

A notebook has ten functions and ten graded cells that call them, without torch. Both run JOBS notebooks side by side. What is compared is the
whole way: nbclient only runs cells, while the grader restores locked cells, works in its sandbox, compares and reports. The last line is JSON.
"""
import concurrent.futures
import json
import os
import pathlib
import re
import subprocess
import sys
import tempfile
import time

CELLS = 10


def cell(name, source, **nbgrader):
    flags = {"grade": False, "solution": False, "locked": False, "schema_version": 3, "task": False, "grade_id": name}
    return {"cell_type": "code", "id": name, "metadata": {"nbgrader": flags | nbgrader}, "source": source, "outputs": [], "execution_count": None}


def notebook(right):
    cells = []
    for i in range(CELLS):
        value = f"n * n + {i if right(i) else i + 1}"
        cells.append(cell(f"f{i}", f"int[] F{i}(int most) => Enumerable.Range(0, most).Select(n => {value}).ToArray();", solution=True))
        cells.append(cell(f"f{i}-test", f"(F{i}(3), F{i}(100).Sum())", grade=True, locked=True, points=1))
    kernel = {"display_name": ".NET (C#)", "language": "C#", "name": ".net-csharp"}
    return json.dumps({"cells": cells, "metadata": {"kernelspec": kernel}, "nbformat": 4, "nbformat_minor": 5})


def write(home, submissions):
    instructor = home / "notebooks" / "instructor"
    instructor.mkdir(parents=True)
    (instructor / "ps1.ipynb").write_text(notebook(lambda i: True))
    for student in range(submissions):
        folder = home / "submitted" / f"student-{student:04}" / "ps1"
        folder.mkdir(parents=True)
        (folder / "ps1.ipynb").write_text(notebook(lambda i: (student + i) % 5 != 0))
    return sorted((home / "submitted").rglob("*.ipynb"))


def resident(pid):
    with open(f"/proc/{pid}/status") as status:
        return next(int(line.split()[1]) / 1024 for line in status if line.startswith("VmRSS"))


def grade(course, home, jobs):
    """Submissions a minute, without the start of the command, and the grader's own memory along the way."""
    command = ["dotnet", course, "grade", home / "submitted", "--out", home / "grades", "--jobs", str(jobs)]
    memory, times = [], []
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env={**os.environ, "ATELIER_HOME": str(home)}) as process:
        for line in process.stdout:
            if re.match(r"\d+ submissions;", line):
                print(line.strip(), file=sys.stderr)
                started = time.perf_counter()
            if re.match(r"\d+ of \d+", line):
                assert "8 of 10" in line, line
                memory.append(resident(process.pid))
                times.append(time.perf_counter() - started)
    assert process.returncode == 0
    return len(times) / times[-1] * 60, memory


def run(path):
    import nbclient
    import nbformat
    nbclient.NotebookClient(nbformat.read(path, as_version=4), timeout=300, kernel_name=".net-csharp").execute()


def nbclient_rate(paths, jobs):
    started = time.perf_counter()
    with concurrent.futures.ProcessPoolExecutor(jobs) as pool:
        list(pool.map(run, paths))
    return len(paths) / (time.perf_counter() - started) * 60


def main():
    course, submissions, jobs = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
    with tempfile.TemporaryDirectory() as folder:
        home = pathlib.Path(folder)
        paths = write(home, submissions)
        rate, memory = grade(course, home, jobs)
        print(f"{rate:.1f} submissions a minute", file=sys.stderr)
        tenth = max(1, submissions // 10)
        print(json.dumps({"ours": rate, "peer": nbclient_rate(paths, jobs),
                          "first": max(memory[:tenth]), "last": max(memory[-tenth:])}))


if __name__ == "__main__":
    main()
