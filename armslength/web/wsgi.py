"""For a WSGI server of your own: `gunicorn 'armslength.web.wsgi:app_from_environment()'`. People sign in with accounts.

| variable | what it says |
|---|---|
| `ARMSLENGTH_REGISTER` | the register: a file, or the address of a PostgreSQL database |
| `ARMSLENGTH_KEY` | the file of its key, if that is not beside the register |
| `ARMSLENGTH_RULES` | the folder of another pack of rules |
| `ARMSLENGTH_PUBLIC_URL` | where people reach the pages, as in https://register.example |
| `ARMSLENGTH_PROXIES` | how many proxies stand in front and say where a request comes from (0) |
"""

import os
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path

from flask import Flask
from werkzeug.middleware.proxy_fix import ProxyFix

from armslength.register.declared import read_register
from armslength.register.store.register import Register, open_register
from armslength.web.asking import Desk
from armslength.web.guarded import guarded_app
from armslength.web.security.address import in_public
from armslength.web.security.entrance import Entrance
from armslength.web.words import words_for
from engine import UsageError, load_pack


def desk_for(register: Register, rules: Path | None) -> Desk:
    """Make the desk at which the pages of a register are answered."""
    office = read_register(load_pack(rules))
    return Desk(register, office, words_for(office), lambda: datetime.now(UTC))


def app_from_environment(given: Mapping[str, str] | None = None) -> Flask:
    """Make the application that the environment describes. Raises `UsageError`, `RegisterError` and `InputError`."""
    given = os.environ if given is None else given
    missing = [name for name in ("ARMSLENGTH_REGISTER", "ARMSLENGTH_PUBLIC_URL") if not given.get(name)]
    if missing:
        raise UsageError(f"the environment does not say {' and '.join(missing)}")
    proxies = given.get("ARMSLENGTH_PROXIES", "0")
    if proxies not in map(str, range(10)):
        raise UsageError("ARMSLENGTH_PROXIES says how many proxies stand in front, as a number from 0 to 9")
    place, key, rules = (given.get(f"ARMSLENGTH_{name}") or None for name in ("REGISTER", "KEY", "RULES"))
    register = open_register(str(place) if "://" in str(place) else Path(str(place)), Path(key) if key else None)
    desk = desk_for(register, Path(rules) if rules else None)
    app = guarded_app(Entrance(desk, in_public(given["ARMSLENGTH_PUBLIC_URL"]), accounts=True))
    if proxies != "0":
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=int(proxies), x_proto=int(proxies))  # type: ignore[method-assign]
    return app
