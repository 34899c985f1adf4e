"""The page: tables of figures, each with its ratio to a peer and its budget."""


class Page:
    def __init__(self, machine):
        self._machine = machine
        self._parts = []
        self._marks = []

    def table(self, title, words, header, rows):
        """A table; the first column is a text, the others are numbers that are already formatted."""
        lines = ["## " + title, "", words, "", "| " + " | ".join(header) + " |", "|---" + "|--:" * (len(header) - 1) + "|"]
        lines += ["| " + " | ".join(row) + " |" for row in rows]
        self._parts.append("\n".join(lines))

    def note(self, title, words):
        self._parts.append("## " + title + "\n\n" + words)

    def mark(self, what, figure, limit, unit, digits=1):
        """A pass mark: at most that."""
        shown = "%%.%df" % digits
        self._marks.append((what, shown % figure + " " + unit, "≤ " + shown % limit + " " + unit, "kept" if figure <= limit else "missed"))

    def text(self, load):
        head = [
            "# Benchmarks",
            "",
            "Written by `test/benchmarks/compare.py`, which measures everything side by side in one run; do not edit. Ratios count,",
            "times belong to the machine. A budget is a pass mark that is reported, not a test.",
            "",
            "| | |",
            "|---|---|",
        ]
        head += ["| %s | %s |" % pair for pair in self._machine + [("load at the end", "%.1f" % load)]]
        parts = ["\n".join(head)]
        if self._marks:
            lines = ["## Budgets", "", "| | measured | budget | |", "|---|--:|--:|---|"]
            parts.append("\n".join(lines + ["| %s | %s | %s | %s |" % mark for mark in self._marks]))
        return "\n\n".join(parts + self._parts) + "\n"
