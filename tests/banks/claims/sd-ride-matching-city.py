"""The answer's condition for binding a driver: free or with an expired offer; two riders at once get the driver once."""
import re
import threading

import psycopg
from bank import check, question
from postgres import server

found = re.search(r"`UPDATE driver_state SET state = 'offered' \.\.\. WHERE driver_id = \? AND \((.*)\)`", question("sd-ride-matching-city")["answer"])
condition = found.group(1)
with server() as connect:
    db = psycopg.connect(**connect, autocommit=True)
    db.execute("CREATE TABLE driver_state (driver_id int PRIMARY KEY, state text, offer_id int, lease_until timestamptz)")
    db.execute("INSERT INTO driver_state VALUES (1, 'free', null, null), (2, 'offered', 5, now() - interval '1 s'), "
               "(3, 'offered', 6, now() + interval '9 s'), (4, 'on trip', 7, now() - interval '1 h')")
    bound = []

    def bind(driver, offer):
        with psycopg.connect(**connect) as one:
            rows = one.execute("UPDATE driver_state SET state = 'offered', offer_id = %s, lease_until = now() + interval '10 s' "
                               f"WHERE driver_id = %s AND ({condition})", [offer, driver]).rowcount
            bound.extend([driver] * rows)

    threads = [threading.Thread(target=bind, args=(driver, 10 * driver + n)) for driver in (1, 2, 3, 4) for n in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    check(sorted(bound) == [1, 2], "a free driver and one with an expired offer are bound, each once; nobody on a trip or with a running offer")
    db.close()
