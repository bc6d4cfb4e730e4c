"""What Jupyter's own client sees of the kernel. Run by JupyterClientTests.cs, which sets JUPYTER_PATH to a folder with the kernel."""
import os
import signal
import sys
import time
import unittest

import nbformat
from jupyter_client.manager import start_new_kernel
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError

KERNEL = ".net-csharp"
PATIENCE = 60


class ClientTests(unittest.TestCase):
    def setUp(self):
        self.manager, self.client = start_new_kernel(kernel_name=KERNEL, startup_timeout=PATIENCE)

    def tearDown(self):
        self.client.stop_channels()
        self.manager.shutdown_kernel(now=True)

    def run_cell(self, code, **options):
        outputs = []
        reply = self.client.execute_interactive(code, timeout=PATIENCE, output_hook=outputs.append, **options)
        return reply["content"], [(m["msg_type"], m["content"]) for m in outputs if m["msg_type"] not in ("status", "execute_input")]

    def value(self, expression):
        outputs = self.run_cell(expression)[1]
        return [content["data"]["text/plain"] for kind, content in outputs if kind == "execute_result"]

    def test_state_stays_between_cells(self):
        self.run_cell("var x = 40;")
        self.assertEqual(["42"], self.value("x + 2"))

    def test_input_is_asked_for_and_given(self):
        self.client.execute('$"Hello {Console.ReadLine()}"', allow_stdin=True)
        self.assertEqual("input_request", self.client.get_stdin_msg(timeout=PATIENCE)["msg_type"])
        self.client.input("Ada")
        self.assertEqual("ok", self.client.get_shell_msg(timeout=PATIENCE)["content"]["status"])

    def test_interrupt_by_message_keeps_the_state(self):
        self.run_cell("long n = 0;")
        self.client.execute("while (true) { n++; }")
        time.sleep(1)
        self.manager.interrupt_kernel()
        self.assertEqual("error", self.client.get_shell_msg(timeout=PATIENCE)["content"]["status"])
        self.assertEqual(["True"], self.value("n > 0"))

    def test_restart_forgets_the_state(self):
        self.run_cell("var before = 1;")
        self.manager.restart_kernel()
        self.client.wait_for_ready(timeout=PATIENCE)
        self.assertEqual("CS0103", self.run_cell("before")[0]["ename"])

    def test_a_killed_kernel_is_seen_and_can_be_started_again(self):
        self.manager.signal_kernel(signal.SIGKILL)
        deadline = time.time() + PATIENCE
        while self.manager.is_alive() and time.time() < deadline:
            time.sleep(0.1)
        self.assertFalse(self.manager.is_alive())
        self.manager.restart_kernel(now=True)
        self.client.wait_for_ready(timeout=PATIENCE)
        self.assertEqual(["2"], self.value("1 + 1"))

    def test_shutdown_leaves_nothing_behind(self):
        process = self.manager.provisioner.process.pid
        file = self.manager.connection_file
        self.manager.shutdown_kernel()
        self.assertFalse(os.path.exists(f"/proc/{process}"))
        self.assertFalse(os.path.exists(file))


class NotebookTests(unittest.TestCase):
    def run_notebook(self, *sources, timeout=PATIENCE, **options):
        notebook = nbformat.v4.new_notebook(
            cells=[nbformat.v4.new_code_cell(source) for source in sources],
            metadata={"kernelspec": {"name": KERNEL, "display_name": ".NET (C#)", "language": "C#"}})
        NotebookClient(notebook, timeout=timeout, startup_timeout=PATIENCE, **options).execute()
        nbformat.validate(notebook)
        return [cell.outputs for cell in notebook.cells]

    def test_a_notebook_runs_from_top_to_bottom(self):
        outputs = self.run_notebook("var side = 3;", 'Console.WriteLine("so");\nside * side', 'display(HTML("<b>x</b>")).Update(HTML("<i>y</i>"));')
        self.assertEqual(["stream", "execute_result"], [output.output_type for output in outputs[1]])
        self.assertEqual("9", outputs[1][1].data["text/plain"])
        self.assertEqual("<i>y</i>", outputs[2][0].data["text/html"])

    def test_an_error_names_the_place(self):
        with self.assertRaises(CellExecutionError) as failed:
            self.run_notebook("var a = 1;\nthrow new InvalidOperationException(\"no luck\");")
        self.assertIn("no luck", str(failed.exception))
        self.assertIn("line 2", str(failed.exception))

    def test_a_cell_over_its_time_is_interrupted_and_the_next_one_runs(self):
        outputs = self.run_notebook("while (true) { }", "1 + 1", timeout=5, interrupt_on_timeout=True, allow_errors=True)
        self.assertEqual("error", outputs[0][0].output_type)
        self.assertEqual("2", outputs[1][0].data["text/plain"])


if __name__ == "__main__":
    unittest.main(argv=[sys.argv[0], "--verbose"])
