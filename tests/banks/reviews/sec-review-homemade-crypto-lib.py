"""The home-made encryption: the default key, equal beginnings, altered and opened ciphertexts, guessed addresses, repeatable
tokens; and that Fernet refuses what was altered and can rotate."""
import base64
import os
import random

from bank import check, handout
from cryptography.fernet import Fernet, InvalidToken, MultiFernet

os.environ.pop("CRYPTO_PHRASE", None)
code = handout("sec-review-homemade-crypto-lib", "python")


def module():
    scope = {}
    exec(code, scope)
    return scope


lib = module()
encrypt, decrypt = lib["encrypt"], lib["decrypt"]
SECRET = "salary of employee 17: 5,400 a month"
value = encrypt(SECRET)
check(module()["decrypt"](value) == SECRET, "without the setting, whoever has the source can decrypt")
os.environ["CRYPTO_PHRASE"] = "another"
check(module()["encrypt"](SECRET) != value, "(a service with the setting uses another key)")
check(encrypt(SECRET) == value, "equal plaintexts give equal ciphertexts")
check(encrypt(SECRET[:16] + "x")[:20] == value[:20], "equal beginnings show as well")

# The block before "user" is spoiled; its other bytes are varied until the spoiled block happens to be text.
sealed_role, altered = base64.b64decode(encrypt("id=0000000000017role=user;  note")), ""
for attempt in range(2**18):
    raw = bytearray(sealed_role)
    for position, (old, new) in enumerate(zip(b"user", b"root"), 5):
        raw[position] ^= old ^ new
    for position in range(10, 16):
        raw[position] ^= attempt >> 3 * (position - 10) & 7
    try:
        altered = decrypt(base64.b64encode(raw).decode())
        break
    except UnicodeDecodeError:
        continue
check("role=root" in altered, f"an altered ciphertext makes a user root (found at try {attempt})")


def oracle(data):
    """All an attacker needs to see: was the padding right?"""
    try:
        decrypt(base64.b64encode(bytes(data)).decode())
    except UnicodeDecodeError:
        return True
    except ValueError as error:
        return "padding" not in str(error)
    return True


def open_block(block):
    middle = bytearray(16)
    for position in range(15, -1, -1):
        pad = 16 - position
        for guess in range(256):
            probe = bytearray(16)
            probe[position] = guess
            for known in range(position + 1, 16):
                probe[known] = middle[known] ^ pad
            if oracle(probe + block):
                if position == 15:
                    probe[14] ^= 1
                    if not oracle(probe + block):
                        continue
                middle[position] = guess ^ pad
                break
    return middle


data = base64.b64decode(value)
opened = bytes(a ^ b for a, b in zip(open_block(data[16:32]), data[:16]))
check(opened == SECRET.encode()[16:32], "who sees padding errors decrypts a block without the key")
index = {lib["search_hash"](f"{name}@x.example"): name for name in ("ann", "bob")}
check(index[lib["search_hash"]("Ann@x.example")] == "ann", "a hashed address is found by guessing")
random.seed(5)
token = lib["token"]()
random.seed(5)
check(lib["token"]() == token, "a token follows from the state of random")
check(not any(name in value for name in ("v1", ":", ".")) and len(base64.b64decode(value)) % 16 == 0, "the output carries no version and no key id")

old, new = Fernet(Fernet.generate_key()), Fernet(Fernet.generate_key())
sealed = old.encrypt(SECRET.encode())
changed = bytearray(base64.urlsafe_b64decode(sealed))
changed[30] ^= 1
try:
    old.decrypt(base64.urlsafe_b64encode(bytes(changed)))
    check(False, "Fernet refuses an altered token")
except InvalidToken:
    check(old.encrypt(SECRET.encode()) != sealed, "Fernet refuses an altered token, and equal texts differ")
check(new.decrypt(MultiFernet([new, old]).rotate(sealed)) == SECRET.encode(), "and MultiFernet moves it to a new key")
