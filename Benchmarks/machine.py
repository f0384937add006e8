"""What /proc says of processes."""
import os
import re
from pathlib import Path

TICK = os.sysconf("SC_CLK_TCK")


def family(root):
    """The process and all its descendants."""
    children = {}
    for entry in os.listdir("/proc"):
        if entry.isdigit():
            try:
                stat = Path("/proc", entry, "stat").read_text().rpartition(")")[2].split()
            except OSError:
                continue
            children.setdefault(int(stat[1]), []).append(int(entry))
    found, left = set(), [root]
    while left:
        pid = left.pop()
        found.add(pid)
        left += children.get(pid, [])
    return found


def cpu_seconds(root):
    """User and system time of the process and its descendants, those that ended included."""
    ticks = 0
    for pid in family(root):
        try:
            stat = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
            ticks += sum(map(int, stat[11:15]))
        except OSError:
            pass
    return ticks / TICK


def thread_seconds(pid, name):
    """User and system time of the process's threads whose names begin so."""
    ticks = 0
    for thread in Path(f"/proc/{pid}/task").iterdir():
        if (thread / "comm").read_text().startswith(name):
            ticks += sum(map(int, (thread / "stat").read_text().rpartition(")")[2].split()[11:13]))
    return ticks / TICK


def memory_mb(root):
    """PSS: shared pages are divided among those who share them (proc(5), smaps_rollup)."""
    kilobytes = 0
    for pid in family(root):
        try:
            kilobytes += int(re.search(r"^Pss:\s+(\d+)", Path(f"/proc/{pid}/smaps_rollup").read_text(), re.M)[1])
        except OSError:
            pass
    return kilobytes / 1024
