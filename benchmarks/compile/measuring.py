# Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
"""What `measure` and `sessions` share: one compilation and what it cost, and the yardstick."""
import collections
import os
import pathlib
import shutil
import subprocess
import tempfile
import time

root = pathlib.Path(__file__).resolve().parents[2]

# cpu: seconds of processor time, in user and system mode, of the compiler and all that it starts. seconds: by the
# clock. memory: the peak of the largest process, MB. object: the size of the file, KB. code: its section text, KB.
Cost = collections.namedtuple("Cost", "status cpu seconds memory object code")


def compile_once(compiler, source, flags=(), limit=3600, keep=None):
    """What compiling `source` at -O2 costs; None when it takes longer than `limit` seconds. `keep`: where the object stays."""
    with tempfile.TemporaryDirectory() as folder:
        path = pathlib.Path(folder) / "program.cpp"
        path.write_text(source)
        out = pathlib.Path(folder) / "program.o"
        command = [compiler, "-std=c++20", "-O2", f"-I{root / 'include'}", *flags, "-c", str(path), "-o", str(out)]
        errors = pathlib.Path(folder) / "errors"
        begin = time.monotonic()
        with errors.open("w") as stream:
            process = subprocess.Popen(["timeout", str(limit), *command], stdout=subprocess.DEVNULL, stderr=stream)
            # Of a process and the children that it waited for: the sum of their times, the largest of their peaks.
            _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        seconds = time.monotonic() - begin
        if process.returncode == 124:
            return None
        size, code = 0, 0
        if out.exists():
            size = out.stat().st_size / 1024
            code = int(subprocess.run(["size", str(out)], check=True, capture_output=True, text=True)
                       .stdout.splitlines()[1].split()[0]) / 1024
            if keep:
                shutil.copy(out, keep)
        if process.returncode != 0:
            compile_once.errors = errors.read_text(errors="replace")
        return Cost(process.returncode, usage.ru_utime + usage.ru_stime, seconds, usage.ru_maxrss / 1024, size, code)


compile_once.errors = ""


def version_of(compiler):
    return subprocess.run([compiler, "--version"], capture_output=True, text=True).stdout.splitlines()[0]


def types(n):
    return "".join(f"struct r{i} {{ int v; }};\n" for i in range(n))


def body(i):
    return f"r{i}{{a.v + b.v + {i}}}"


def flow_graph(n):
    """A graph of n nodes in oneTBB, with messages. Of 100 nodes it is Y, the yardstick."""
    lines = ["#include <oneapi/tbb/flow_graph.h>\nnamespace flow = oneapi::tbb::flow;\nusing message = flow::continue_msg;\n",
             types(n), "int compute(int x) {\n  flow::graph g;\n"]
    lines += [f"  r{i} v{i}{{}};\n" for i in range(n)]
    lines.append("  flow::continue_node<message> n0(g, [&](message) { v0 = r0{x}; });\n")
    for i in range(1, n):
        lines.append(f"  flow::continue_node<message> n{i}(g, [&](message) {{ auto const& a = v{i-1}; auto const& b = v{i//2}; v{i} = {body(i)}; }});\n"
                     f"  flow::make_edge(n{i-1}, n{i});\n")
        if i // 2 != i - 1:
            lines.append(f"  flow::make_edge(n{i//2}, n{i});\n")
    return "".join(lines) + f"  n0.try_put(message());\n  g.wait_for_all();\n  return v{n-1}.v;\n}}\n"
