"""run_notebook.py NOTEBOOK FOLDER: runs it in that folder with the kernel that it names, prints each error, and ends with their number."""
import sys

import nbformat
from nbclient import NotebookClient

path, folder = sys.argv[1:]
notebook = nbformat.read(path, as_version=4)
client = NotebookClient(notebook, timeout=300, allow_errors=True, resources={"metadata": {"path": folder}})
client.execute()

cells = [cell for cell in notebook.cells if cell.cell_type == "code"]
errors = [(cell, output) for cell in cells for output in cell.outputs if output.output_type == "error"]
for cell, output in errors:
    print(f"cell {cell.id}: {output.evalue}")
charts = [output for cell in cells for output in cell.outputs if "window.Plotly.newPlot" in str(output.get("data", ""))]
print(f"{len(charts)} live charts")
print(f"{len(cells)} cells, {sum(len(cell.outputs) > 0 for cell in cells)} with outputs, {len(errors)} errors")
sys.exit(len(errors) > 0)
