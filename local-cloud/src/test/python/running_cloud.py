"""A local cloud in a process of its own, on free ports."""

import pathlib
import re
import subprocess

HOME = pathlib.Path(__file__).resolve().parents[4]
ADDRESS = re.compile(r"^ +(\w+) +(http://127\.0\.0\.1:\d+)$", re.MULTILINE)


class RunningCloud:
    """Runs `bin/groundswell up` in a folder, and knows the addresses that it prints, by their names."""

    def __init__(self, folder):
        self.process = subprocess.Popen(
            [HOME / "bin" / "groundswell", "up", "--port", "0"],
            cwd=folder,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        said = []
        for line in self.process.stdout:
            said.append(line)
            if "groundswell --help" in line:
                break
        else:
            raise AssertionError("the local cloud did not start: " + "".join(said))
        self.addresses = dict(ADDRESS.findall("".join(said)))

    def stop(self):
        """Its exit code, and what it printed at the end."""
        self.process.terminate()
        said = self.process.communicate(timeout=30)[0]
        return self.process.returncode, said
