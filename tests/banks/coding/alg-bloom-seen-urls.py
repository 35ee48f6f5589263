"""No false negatives, a measured rate near the wanted one, sizes by the formula, the same bits in each process."""
import math
import os
import subprocess
import sys

from bank import answer, check
import coding

ID = "alg-bloom-seen-urls"
module = coding.solution(ID)
check(coding.examples(ID, module), "the handout's examples hold")
for n, rate in [(1000, 0.1), (3000, 0.01), (2000, 0.03), (500, 0.5)]:
    bloom = module.Bloom(n, rate)
    for i in range(n):
        bloom.add(f"in{i}")
    assert all(f"in{i}" in bloom for i in range(n))
    measured = sum(f"out{i}" in bloom for i in range(8000)) / 8000
    assert rate / 1.4 < measured < rate * 1.4, (n, rate, measured)
    assert bloom.bits == math.ceil(n * math.log2(1 / rate) / math.log(2))
check(True, "four sizes: never a false negative, the measured rate within a factor of 1.4")
tiny = [module.Bloom(1, 0.01) for _ in range(100)]
for n, bloom in enumerate(tiny):
    bloom.add(f"in{n}")
check(sum(f"out{i}" in bloom for bloom in tiny for i in range(100)) / 10000 > 0.05, "in a tiny filter double hashing is far above the rate, which the handout rules out")
per_entry = math.log(100) / math.log(2) ** 2
check(9.5 < per_entry < 9.65 and 1.15e9 < 1e9 * per_entry / 8 < 1.25e9, "about 9.6 bits per entry at 1 percent, 1.2 GB for a billion")
check(not any(f"u{i}" in module.Bloom(10, 0.01) for i in range(100)), "an empty filter holds nothing")
full = module.Bloom(500, 0.01)
rates = []
for i in range(1500):
    full.add(f"in{i}")
    if i % 500 == 499:
        rates.append(sum(f"out{j}" in full for j in range(3000)) / 3000)
check(rates[1] > 8 * rates[0] and rates[2] > 25 * rates[0], "beyond the expected number the rate rises quickly")
cleared = module.Bloom(100, 0.01)
for i in range(100):
    cleared.add(f"in{i}")
for p in cleared._positions("in0"):
    cleared.data[p >> 3] &= ~(1 << (p & 7))
check(any(f"in{i}" not in cleared for i in range(1, 100)), "clearing bits to delete makes others vanish")
code = answer(ID, "python") + "b = Bloom(9, .1)\nb.add('x')\nprint(b.data.hex(), hash('x'))"
said = [subprocess.run([sys.executable, "-c", code], env={**os.environ, "PYTHONHASHSEED": seed}, capture_output=True, text=True).stdout.split() for seed in "12"]
check(said[0][0] == said[1][0] and said[0][1] != said[1][1], "the same bits in each process, while hash() differs")
