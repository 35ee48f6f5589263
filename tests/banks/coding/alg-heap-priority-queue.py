"""Pushes and pops against a sorted list; logarithmic; swapping with any child, or without the running number, goes wrong."""
import random

from bank import check
import coding

ID = "alg-heap-priority-queue"
module = coding.solution(ID)
check(coding.examples(ID, module), "the handout's examples hold")


class Job:
    """Can't be compared with another."""

    def __init__(self, key):
        self.key = key


def wrong(module, rounds=400):
    r, bad = random.Random(1), 0
    for _ in range(rounds):
        calls, jobs = [], []
        queue = module.PriorityQueue(key=lambda job: calls.append(job) or job.key)
        pushed = 0
        for _ in range(r.randrange(60)):
            if r.random() < 0.6:
                job = Job(r.choice([0, 1, 1.0, 2, -3, r.random()]))
                queue.push(job)
                jobs.append(job)
                pushed += 1
            elif not jobs:
                bad += coding.raises(IndexError, queue.pop) is None
            else:
                first = min(jobs, key=lambda job: job.key)
                jobs.remove(first)
                bad += queue.pop() is not first
            bad += len(queue) != len(jobs)
        bad += len(calls) != pushed
    return bad


check(wrong(module) == 0, "400 random histories: smallest key, oldest first, one call of key per push, items never compared")
check(wrong(coding.solution(ID, ("            if child + 1 < len(heap) and heap[child + 1] < heap[child]:\n                child += 1\n", ""))) > 0, "swapping with any child breaks the order")
numberless = coding.solution(ID, ("self.key(item), self.number, item)", "self.key(item), 0, item)"))
check(coding.raises(TypeError, wrong, numberless) is not None, "without the running number items are compared")
check(wrong(coding.solution(ID, ("child + 1 < len(heap) and", "child + 2 < len(heap) and"))) > 0, "a last child that is overlooked breaks the order")


def fill(n):
    queue = module.PriorityQueue(key=lambda x: -x)
    for x in range(n):
        queue.push(x)
    for _ in range(n):
        queue.pop()


check(coding.growth(fill, (100,), (1600,)) < 16 * 2, "sixteen times the items: less than twice the steps for each")
