"""nbgrader's settings for the course's notebooks: for a course that is released and graded with nbgrader in place of ./course.

Copy this file into the folder of your nbgrader course, and notebooks/instructor/*.ipynb into source/<assignment>/. Students' notebooks need the
course's kernel (./course kernel install) and ATELIER_HOME, the course's folder, in the environment of `nbgrader autograde`.

What ./course grade does and nbgrader cannot: hidden probes, values compared outside of the student's process, a sandbox, a limit on memory.
Under nbgrader a test is the student's own word: whoever redefines `Check` has all points. A deleted test cell comes back from nbgrader with a
first line that is no C#, and has no points.
"""
from nbconvert.preprocessors import ClearMetadataPreprocessor, TagRemovePreprocessor
from nbgrader.preprocessors import (
    AssignLatePenalties, CheckCellMetadata, ClearHiddenTests, ClearMarkScheme, ClearOutput, ClearSolutions, ComputeChecksums, Execute,
    IgnorePattern, LimitOutput, LockCells, NbGraderPreprocessor, SaveAutoGrades, SaveCells)


class RemoveInstructorCells(TagRemovePreprocessor):
    """Hidden probes and the instructor's notes are no part of the student's notebook."""

    enabled = True


class ReadChecks(NbGraderPreprocessor):
    """Points by what the library's Check says in its output's metadata: it does not throw, and nbgrader takes any text for full points.

    A text on stderr, as of a compiler's warning, costs nothing here; nbgrader gives no points for it.
    """

    def preprocess_cell(self, cell, resources, cell_index):
        grading = cell.metadata.get("nbgrader", {})
        if cell.cell_type == "code" and grading.get("grade") and not grading.get("solution"):
            cell.outputs = [output for output in cell.outputs if output.get("name") != "stderr"]
            for output in cell.outputs:
                check = output.get("metadata", {}).get("check")
                if output.output_type == "execute_result" and check:
                    share = check["passed"] / check["of"] if check["of"] else 0
                    output["data"]["text/plain"] = str(grading["points"] * share)
        return cell, resources


c = get_config()  # noqa: F821: nbgrader gives it

c.ClearSolutions.code_stub = {"C#": 'throw new NotImplementedException("your code here");', "csharp": 'throw new NotImplementedException("your code here");'}
c.ClearSolutions.text_stub = "*Your answer:*"
# These are found wherever they stand in a line, so that // in front of them is C#.
c.ClearSolutions.begin_solution_delimeter = "BEGIN SOLUTION"
c.ClearSolutions.end_solution_delimeter = "END SOLUTION"
c.ClearHiddenTests.begin_test_delimeter = "BEGIN HIDDEN TESTS"
c.ClearHiddenTests.end_test_delimeter = "END HIDDEN TESTS"
c.ClearMarkScheme.begin_mark_scheme_delimeter = "BEGIN MARK SCHEME"
c.ClearMarkScheme.end_mark_scheme_delimeter = "END MARK SCHEME"
c.RemoveInstructorCells.remove_cell_tags = {"probe", "instructor"}
c.GenerateAssignment.preprocessors = [
    RemoveInstructorCells, LockCells, ClearSolutions, ClearOutput, CheckCellMetadata, ComputeChecksums, SaveCells, ClearHiddenTests,
    ClearMarkScheme, ComputeChecksums, CheckCellMetadata,
]

c.Execute.kernel_name = ".net-csharp"
c.Execute.timeout = 120
c.Autograde.autograde_preprocessors = [
    Execute, ReadChecks, IgnorePattern, ClearMetadataPreprocessor, LimitOutput, SaveAutoGrades, AssignLatePenalties, CheckCellMetadata,
]
