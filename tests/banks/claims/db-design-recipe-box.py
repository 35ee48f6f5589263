"""The answer's query finds vegan recipes under 30 minutes, best first, unrated ones last, each once however many tags it has."""
import random

import psycopg

from bank import answer, check
from postgres import server

query = answer("db-design-recipe-box", "sql")
rng = random.Random(7)
with server() as connect, psycopg.connect(**connect, autocommit=True) as db:
    db.execute("CREATE TABLE recipe (id int PRIMARY KEY, title text, minutes int)")
    db.execute("CREATE TABLE tag (id int PRIMARY KEY, name text UNIQUE)")
    db.execute("CREATE TABLE recipe_tag (recipe_id int, tag_id int, PRIMARY KEY (recipe_id, tag_id))")
    db.execute("CREATE TABLE rating (user_id int, recipe_id int, stars int CHECK (stars BETWEEN 1 AND 5), PRIMARY KEY (user_id, recipe_id))")
    db.execute("INSERT INTO tag VALUES (1, 'vegan'), (2, 'quick'), (3, 'Vegan')")
    for _ in range(40):
        db.execute("TRUNCATE recipe, recipe_tag, rating")
        recipes = {number: rng.choice([0, 10, 29, 30, 31]) for number in range(rng.randrange(9))}
        tags = {number: {tag for tag in (1, 2, 3) if rng.random() < 0.6} for number in recipes}
        stars = {number: [rng.randint(1, 5) for _ in range(rng.choice([0, 0, 1, 2, 3]))] for number in recipes}
        for number, minutes in recipes.items():
            db.execute("INSERT INTO recipe VALUES (%s, %s, %s)", (number, "soup", minutes))
            for tag in tags[number]:
                db.execute("INSERT INTO recipe_tag VALUES (%s, %s)", (number, tag))
            for user, given in enumerate(stars[number]):
                db.execute("INSERT INTO rating VALUES (%s, %s, %s)", (user, number, given))
        wanted = [number for number in recipes if 1 in tags[number] and recipes[number] < 30]

        def place(number):
            given = stars[number]
            return (not given, -sum(given) / len(given) if given else 0, -len(given), number)

        found = [row[0] for row in db.execute(query).fetchall()]
        check(found == sorted(wanted, key=place), f"{found} instead of {sorted(wanted, key=place)}")
