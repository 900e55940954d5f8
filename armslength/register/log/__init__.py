"""The log: a tree over the bytes of all events, and signed checkpoints of it. Pure: no files, no database, no clock.

| module | what it holds |
|---|---|
| `tree` | the tree of RFC 6962: roots, proofs that an event is in it, proofs that one log continues another |
| `keys` | the key that signs, and the key by which signatures are checked (Ed25519) |
| `checkpoint` | size and root of the log, as a signed note |
"""
