"""The limits from every side; one check for both units and the constructor; the setter that recurses; last digits."""
import random

from bank import check
import coding

ID = "py-property-temperature"
module = coding.solution(ID)
check(coding.examples(ID, module), "the handout's examples hold")
Thermostat = module.Thermostat
r = random.Random(1)
for _ in range(5000):
    value, start = r.choice([5, 30, 4.999, 30.001, r.uniform(-20, 120), float("nan"), float("inf")]), r.choice([5, 20.0, 30])
    good = 5 <= value <= 30
    for make in (lambda: Thermostat(value), lambda: setattr(t, "celsius", value)):
        t = Thermostat(start)
        assert (coding.raises(ValueError, make) is None) == good, value
        assert t.celsius == (value if good and make.__code__.co_names[0] == "setattr" else start)
    t = Thermostat(start)
    converted = (value - 32) * 5 / 9
    assert (coding.raises(ValueError, setattr, t, "fahrenheit", value) is None) == (5 <= converted <= 30), value
    assert t.celsius == (converted if 5 <= converted <= 30 else start) and t.fahrenheit == t.celsius * 9 / 5 + 32
    del t.celsius
    assert t.celsius == 20.0
check(True, "5,000 random values: refused or kept by the same limits in the constructor and both units; nothing changes when refused")
t = Thermostat()
t.fahrenheit = 86
check(t.celsius == 30 and coding.raises(ValueError, setattr, t, "fahrenheit", 86.01) is not None, "86 F is the limit")
t.fahrenheit = 41
check(t.celsius == 5, "and 41 F the other")
changed = []
for hundredths in range(4100, 8601):
    t.fahrenheit = hundredths / 100
    changed.append(t.fahrenheit != hundredths / 100)
check(any(changed), "some Fahrenheit values come back changed in the last digit")
slip = coding.solution(ID, ("        self._celsius = value\n", "        self.celsius = value\n"))
check(coding.raises(RecursionError, slip.Thermostat) is not None, "assigning to the property in its own setter recurses")
t._celsius = 99
check(t.celsius == 99, "the underscore protects nothing")
thermostat = module.Thermostat()
thermostat.fahrenheit = 60.84
check(thermostat.fahrenheit != 60.84 and abs(thermostat.fahrenheit - 60.84) < 1e-12, "60.84 F comes back changed in the last digit")
