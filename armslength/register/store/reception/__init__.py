"""Who may come in: what the reception of a register keeps, beside the log and no part of it.

Nothing here is true of a subject: it is in no export, and may be deleted. Of whatever opens a door, only a hash is
kept.

| module | what it keeps |
|---|---|
| `reception` | all of these, of one register |
| `accounts` | people who may sign in |
| `sessions` | who is signed in, and until when |
| `links` | addresses that open one thing to whoever holds them |
| `attempts` | what went wrong at the door, to slow down who guesses |
| `uploads` | files that somebody brought as evidence, as bytes |
| `tables` | the tables |
"""
