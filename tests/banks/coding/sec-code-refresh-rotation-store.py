"""Random refreshes, repeats and thefts against states written out; the grace period's border; a second successor, no family."""
import random

from bank import check
import coding

ID = "sec-code-refresh-rotation-store"
module = coding.solution(ID)
check(coding.examples(ID, module), "the handout's examples hold")


def wrong(module, rounds=3000):
    r, bad = random.Random(1), 0
    for _ in range(rounds):
        numbers = iter(range(999))
        store = module.RefreshStore(10, lambda: f"t{next(numbers)}")
        chains, now = [], 0      # each: [tokens in order, when each was used, revoked]
        for step in range(30):
            now += r.choice([0, 1, 5, 10, 11])
            if r.random() < 0.15 or not chains:
                token = store.login(f"login{len(chains)}")
                chains.append([[token], {}, False])
                continue
            chain = r.choice(chains)
            token = r.choice([*chain[0][-3:], "unknown"])
            found = store.refresh(token, now)
            if token == "unknown" or chain[2]:
                bad += found is not None
                continue
            place = chain[0].index(token)
            if place == len(chain[0]) - 1:
                bad += found is None or found in [t for c in chains for t in c[0]]
                chain[1][token] = now
                chain[0].append(found)
            elif place == len(chain[0]) - 2 and now - chain[1][token] <= 10:
                bad += found != chain[0][-1]
            else:
                bad += found is not None
                chain[2] = True
    return bad


check(wrong(module) == 0, "3,000 random histories of several logins: successors, repeats within the grace period, revoked families")
check(wrong(coding.solution(ID, (" and successor not in self.used", ""))) > 0, "a repeat after the successor's use must revoke")
check(wrong(coding.solution(ID, ("now - at <= self.grace", "now - at < self.grace"))) > 0, "the border of the grace period counts")
check(wrong(coding.solution(ID, ("        self.revoked.add(family)\n", ""))) > 0, "refusing only the token leaves the thief's successor alive")
second = coding.solution(ID, ("            return successor\n        self.revoked", "            return self._issue(family)\n        self.revoked"))
check(wrong(second) > 0, "a second successor on a repeat is wrong")
check(len({module.RefreshStore().new_token() for _ in range(50)}) == 50, "tokens are random by default")
