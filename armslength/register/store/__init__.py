"""Where a register is kept: one SQLite file, or a PostgreSQL database where several people work.

| module | what it holds |
|---|---|
| `register` | making and opening a register; reading it, and writing to it |
| `unit` | one unit of work: what is written in one transaction, or not at all |
| `reading` | what a register says, as of one moment |
| `outlooks` | what was concluded of subjects, kept for lists |
| `tables` | the tables, of the newest schema |
| `database` | one database as SQLAlchemy Core sees it: how transactions begin, and what is asked of SQLite |
| `cleaning` | cleaning the bytes of erased texts out of the file |
| `keeping` | backup, restoring, making a register from its export, and going to a newer schema |
| `verifying` | checking a register, and giving its log to be checked elsewhere |
| `key_files` | the key that signs, in a file beside the register and never in it |
| `places` | folders in which a register would not last |
| `faults` | what can go wrong, each in a plain sentence with the way out |
| `migrations` | from each schema to the next (Alembic) |
"""
