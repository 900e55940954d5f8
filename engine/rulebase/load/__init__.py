"""The loader: a folder of rule files in, a validated rule base out, or every error with its place.

`folder` is the way through, pass by pass; begin there. What it calls, in the order in which it calls it:

- `files`, `layers`: texts become trees, and the packs below become layers under this one.
- `read_pack`, `read_facts` (with `read_silence`), `read_decisions`, `read_statements`: declarations on their own.
- `declare`, `names`: every name, declared once, and what each stands for.
- `read_conditions`, `read_tests`, `read_rules`, `read_properties`: what is said about those names.
- `read_tables`, `table_columns`, `table_cells`: rows of decision tables become rules as files hold them.
- `lay_over`, `tighten`: what a pack does to the rules of the packs below.
- `order`, `bounds`: each thing after all that it reads, and nothing larger than a machine can bear.
- `unresolved`, `places`: names that are used and declared nowhere, and where they are written.

`compiled` keeps what was loaded, for speed alone; `revision` loads a pack as it was in a revision.
"""
