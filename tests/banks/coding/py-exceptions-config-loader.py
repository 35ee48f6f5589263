"""Settings against the rules one by one; every problem is a SettingsError with its cause; what int() and json.loads let through;
each try holds a single line."""
import ast
import json
import random

from bank import answer, check
import coding

ID = "py-exceptions-config-loader"
module = coding.solution(ID)
check(coding.examples(ID, module), "the handout's examples hold")
MISSING = object()


def brute(text):
    try:
        raw = json.loads(text)
    except Exception:
        return "SettingsSyntaxError", None
    if not isinstance(raw, dict):
        return "SettingsSyntaxError", None
    port, debug = raw.get("port", MISSING), raw.get("debug", False)
    if isinstance(port, str) and port and set(port) <= set("0123456789") and len(port) < 4000:
        port = int(port)
    if isinstance(port, bool) or not isinstance(port, int) or port < 1 or port > 65535:
        return "SettingsValueError", "port"
    return ("SettingsValueError", "debug") if debug is not True and debug is not False else {"port": port, "debug": debug}


def wrong(module, times=6000):
    r, bad = random.Random(1), 0
    ports = [80, 0, -1, 65535, 65536, 80.0, 80.9, True, None, [80], {}, "80", "080", " 80", "8_0", "+80", "-80", "", "http", "80.0", "\u0668", "9" * 5000, MISSING]
    for _ in range(times):
        raw = {"port": r.choice(ports), "debug": r.choice([True, False, "false", 0, None, MISSING, MISSING]), "x": 1}
        text = json.dumps({k: v for k, v in raw.items() if v is not MISSING})
        text = r.choice([text] * 9 + [text[:-1], "[]", "1", "null", "", "{port}", '{"port": NaN}', '{"port": 80, "x": [NaN, -Infinity]}', '{"port": ' + "9" * 5000 + "}", "[" * 100000])
        try:
            found = module.load_settings(text)
        except module.SettingsError as error:
            found = type(error).__name__, getattr(error, "key", None)
        except Exception as error:
            found = error
        bad += found != brute(text)
    return bad


check(wrong(module) == 0, "6,000 random texts: the values or the one right error, every one a SettingsError")
check(wrong(coding.solution(ID, ("(ValueError, RecursionError)", "json.JSONDecodeError"))) > 0, "json.loads also raises a plain ValueError and RecursionError")
check(wrong(coding.solution(ID, ("if odd or type", "if type"))) > 0, 'int() lets " 80" and "8_0" pass')
check(wrong(coding.solution(ID, ("type(port) is not int", "not isinstance(port, int)"))) > 0, "isinstance lets True pass")
check(int(80.9) == 80 and int(True) == 1 and bool("false") is True, "int(80.9) is 80, int(True) is 1, bool of false is True")
error = coding.raises(module.SettingsError, module.load_settings, '{"port": "x"}')
check(isinstance(error.__cause__, ValueError) and error.__suppress_context__, "the cause is kept")
plain = coding.solution(ID, ('"not a port number") from exc', '"not a port number")'))
error = coding.raises(plain.SettingsError, plain.load_settings, '{"port": "x"}')
check(error.__cause__ is None and error.__context__ is not None, "without from the original is only the context")
error = coding.raises(module.SettingsError, module.load_settings, "{}")
check(str(error) == "port: is missing" and isinstance(error.__cause__, KeyError), "a missing port is said to be missing")
code = answer(ID, "python")
tries = [node for node in ast.walk(ast.parse(code)) if isinstance(node, ast.Try)]
check(tries and all(len(node.body) == 1 and not hasattr(node.body[0], "body") for node in tries), "each try holds a single line")
digits = '{"port": ' + "9" * 4301 + "}"
check(json.loads("9" * 4300) and coding.raises(ValueError, json.loads, digits), "an integer of more than 4,300 digits is a plain ValueError")
nan = '{"port": 80, "x": NaN}'
strict = coding.solution(ID, ("json.loads(text)", "json.loads(text, parse_constant=int)"))
check(module.load_settings(nan)["port"] == 80 and coding.raises(strict.SettingsSyntaxError, strict.load_settings, nan),
      "json.loads accepts NaN, parse_constant refuses it")
