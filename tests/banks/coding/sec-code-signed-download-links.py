"""Links with every part changed, odd texts that must not raise, the moment of expiry, separators that could be reread."""
import hashlib
import hmac
import random
import string

from bank import check
import coding

ID = "sec-code-signed-download-links"
module = coding.solution(ID)
check(coding.examples(ID, module), "the handout's examples hold")
sign, verify = module.sign, module.verify
r = random.Random(1)
paths = ["/files/7.pdf", "", "/a?b=c", "/a?expires=5&sig=x", "/a&sig=", "/\u00e9 \ud800", "?expires=", "/%0a", "/a#b"]
for _ in range(600):
    path, expires, key = r.choice(paths), r.randrange(2000), bytes([r.randrange(3)])
    link = sign(path, expires, key)
    for now in (expires - 1, expires, expires + 1):
        assert verify(link, now, key) == (path if now < expires else None)
    assert verify(link, expires - 1, key + b"x") is None
    i = r.randrange(len(link))
    for other in (link[:i] + r.choice(string.printable + "\u00e9\u0661") + link[i:], link[:i] + link[i + 1:], link[:i] + link[i:i + 1].swapcase() + link[i + 1:], link + "0", link.replace("expires=", "expires=0"), link.replace("&sig=", "&sig=&sig=")):
        assert other == link or verify(other, expires - 1, key) is None, (link, other)
check(True, "600 random links: valid before the expiry, with any change invalid")
odd = ["", "?expires=", "&sig=", "?expires=&sig=", "?expires=\u0661&sig=x", "?expires=\u00b2&sig=x", "?expires=-5&sig=x", "?expires=" + "9" * 5000 + "&sig=x", "\ud800?expires=5&sig=\ud800", "a?expires=5&sig=\u00e9"]
check(all(verify(text, 1, b"k") is None for text in odd) and all(verify("".join(r.choice("?&=expirsg5\ud800\n") for _ in range(r.randrange(40))), 1, b"k") is None for _ in range(3000)), "odd texts give None and never raise")
check("/a1" + "23" == "/a" + "123", "path and expiry run together could be reread")
check(coding.raises(TypeError, hmac.compare_digest, "\u00e9", "x") is not None, "compare_digest raises for non-ASCII text")
replaced = [path.encode("utf-8", "replace") for path in ("/\ud800", "/\udfff", "/?")]
check(len(set(replaced)) == 1, '"replace" gives different paths one signature')
check(coding.raises(ValueError, coding.solution(ID, ("mark and amp and expires.isascii() and expires.isdigit()", "mark and amp and expires.isdigit()")).verify, sign("/a", 5, b"k").replace("5&", "\u00b2&"), 1, b"k") is None, "isdigit alone lets odd digits through to the signature, which refuses them")
check(len(hashlib.sha256(b"x").hexdigest()) == 64 and len(sign("/a", 5, b"k").partition("&sig=")[2]) == 64, "the signature is HMAC-SHA256 in hex")
