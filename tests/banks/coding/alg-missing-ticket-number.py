"""The ticket against looking for each number; XOR agrees; a duplicate fools the sum and can be noticed by a set."""
import random
from functools import reduce
from operator import xor

from bank import check
import coding

ID = "alg-missing-ticket-number"
module = coding.solution(ID)
check(coding.examples(ID, module), "the handout's examples hold")
r = random.Random(1)
for _ in range(4000):
    n = r.randrange(1, 30)
    numbers = list(range(1, n + 1))
    r.shuffle(numbers)
    numbers.pop()
    wanted = next(k for k in range(1, n + 1) if k not in numbers)
    found = module.missing_ticket(numbers)
    assert found == wanted and type(found) is int, numbers
    assert reduce(xor, numbers, 0) ^ reduce(xor, range(1, n + 1)) == wanted
check(True, "4,000 random draws, the empty one included: the number that isn't there; XOR, too")
check(module.missing_ticket([1, 1, 3]) not in (2, 4), "a duplicate gives a wrong answer without complaint")
check(len({1, 1, 3}) < 3, "a set can notice, as it is smaller than the list")
n = 10 ** 7
check(n * (n + 1) // 2 > 2 ** 32, "the sum of ten million numbers doesn't fit into 32 bits")
slip = coding.solution(ID, ("//", "/"))
check(type(slip.missing_ticket([1])) is float, "/ gives a float")
check(type(slip.missing_ticket([1])) is float and coding.solution(ID, ("len(numbers) + 1", "max(numbers, default=1)")).missing_ticket([1, 2]) != 3, "taking n from the largest number fails when the last is missing")
