"""The game against rules that look everything up anew; any words; the rooms stay unchanged; a lock that stays open."""
import copy
import random

from bank import check
import coding

ID = "py-text-adventure-engine"
module = coding.solution(ID)
check(coding.examples(ID, module), "the handout's examples hold")


class Brute:
    """Remembers where each item is (None: in the bag) and which doors have been opened."""

    def __init__(self, rooms, start):
        self.rooms, self.at, self.open = rooms, start, set()
        self.where = {item: name for name, room in rooms.items() for item in room.get("items", [])}

    def names(self, some):
        return ", ".join(sorted(some)) if some else "none"

    def do(self, command):
        words = command.lower().split()
        here, room = [i for i, w in self.where.items() if w == self.at], self.rooms[self.at]
        match words:
            case ["look"]:
                return f"{self.at}. Exits: {self.names(room['exits'])}. Items: {self.names(here)}"
            case ["inventory"]:
                bag = [i for i, w in self.where.items() if w is None]
                return f"You have: {self.names(bag)}" if bag else "You have nothing."
            case ["take", item]:
                if item not in here:
                    return "No such thing here."
                self.where[item] = None
                return f"Taken: {item}"
            case ["drop", item]:
                if item not in self.where or self.where[item] is not None:
                    return "You do not have that."
                self.where[item] = self.at
                return f"Dropped: {item}"
            case ["go", way]:
                if way not in room["exits"]:
                    return "No way there."
                need = room.get("locked", {}).get(way)
                if need and (self.at, way) not in self.open and self.where.get(need, 0) is not None:
                    return f"Locked. You need: {need}"
                self.open.add((self.at, way))
                self.at = room["exits"][way]
                return self.do("look")
        return "I do not understand."


def wrong(module, rounds=250):
    r, bad = random.Random(1), 0
    for _ in range(rounds):
        names, items, rooms = ["hall", "yard", "Old Safe"][:r.randrange(1, 4)], ["key", "lamp", "gold"], {}
        r.shuffle(items)
        for name in names:
            rooms[name] = {"exits": {way: r.choice(names) for way in ("north", "east") if r.random() < 0.7}}
            if r.random() < 0.8:
                rooms[name]["items"] = [items.pop()]
            if r.random() < 0.6:
                rooms[name]["locked"] = {r.choice(["north", "east"]): r.choice(["key", "lamp", "none"])}
        kept = copy.deepcopy(rooms)
        one, two = module.Game(rooms, names[0]), Brute(kept, names[0])
        for _ in range(40):
            verb = r.choice(["look", "GO", "go", "take", "take", "drop", "inventory", "dance", ""])
            command = r.choice(["", " "]) + " ".join([verb, *r.choices(["north", "east", "key", "LAMP", "gold"], k=r.choice([0, 1, 1, 1, 2]))])
            bad += one.do(command) != two.do(command)
        bad += rooms != kept
    return bad


check(wrong(module) == 0, "250 random worlds with 40 commands each: the answers of the rules; the rooms stay unchanged")
forgetful = coding.solution(ID, ("        locks.pop(direction, None)\n", ""))
answers = []
for made in (module, forgetful):
    game = made.Game({"a": {"exits": {"east": "b"}, "items": ["key"], "locked": {"east": "key"}}, "b": {"exits": {"west": "a"}}}, "a")
    answers.append([game.do(c) for c in ("take key", "go east", "drop key", "go west", "go east")][-1])
check(answers == ["b. Exits: west. Items: key", "Locked. You need: key"], "a lock that isn't remembered as open closes once the key is dropped")
shared = coding.solution(ID, ("{n: set(r.get(\"items\", ())) for n, r in rooms.items()}", "{n: r.setdefault('items', []) for n, r in rooms.items()}"), ("self.items[self.place].add(item)", "self.items[self.place].append(item)"))
check(wrong(shared) > 0, "sharing the lists changes the rooms that were passed in")
