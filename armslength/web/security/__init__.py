"""Who may come in, and how the doors are kept.

| module | what it holds |
|---|---|
| `entrance` | all of these, for one application: who asks, and what those get who have not signed in |
| `address` | where the pages are reached, and what follows from that |
| `doors` | what every request is held to before its route is run |
| `headers` | what every response says of itself to a browser |
| `accounts` | passwords, and signing in with one |
| `sessions` | what a browser holds while somebody is signed in |
| `links` | addresses that open one thing to whoever holds them |
| `limits` | how often somebody may guess |
| `kept` | what was typed while a session ended, carried through signing in |
| `uploads` | files that come in, and go out as they came |
| `logs` | what is written down of requests: ids, and never what people typed |
"""
