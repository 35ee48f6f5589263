"""For the harnesses of coding questions: the answer's code, the handout's examples, slips, and what a call costs."""
import contextlib
import doctest
import io
import sys
import types

import bank


def solution(question_id, *changes):
    """What the answer's Python defines; each change is a pair of texts, as a candidate's slip would have it."""
    code = "\n".join(bank.blocks(bank.question(question_id)["answer"], "python"))
    for old, new in changes:
        if code.count(old) != 1:
            raise SystemExit(f"{question_id}: {old!r} stands {code.count(old)} times in the answer")
        code = code.replace(old, new)
    module = types.ModuleType(question_id.replace("-", "_"))
    sys.modules[module.__name__] = module
    exec(compile("from __future__ import annotations\n" + code, question_id, "exec"), module.__dict__)
    return module


def examples(question_id, module):
    """Whether the handout's examples hold for a solution."""
    text = "\n".join(bank.blocks(bank.question(question_id)["handout"], "pycon"))
    test = doctest.DocTestParser().get_doctest(text, dict(module.__dict__), question_id, None, 0)
    runner, said = doctest.DocTestRunner(optionflags=doctest.NORMALIZE_WHITESPACE), io.StringIO()
    with contextlib.redirect_stdout(said):
        runner.run(test)
    return bool(test.examples) and not runner.failures


def steps(function, *arguments):
    """How many lines of the solution a call runs: a cost that is the same on every machine."""
    count = 0

    def trace(frame, event, _):
        nonlocal count
        count += event == "line"
        return trace

    before = sys.gettrace()
    sys.settrace(trace)
    try:
        function(*arguments)
    finally:
        sys.settrace(before)
    return count


def growth(function, small, large):
    """How many times the steps of a small input a large one takes; both are tuples of arguments."""
    return steps(function, *large) / steps(function, *small)


def raises(kind, function, *arguments):
    """The error of this kind that a call raises, or None."""
    try:
        function(*arguments)
    except kind as error:
        return error
    return None
