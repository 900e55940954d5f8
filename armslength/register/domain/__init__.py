"""What can happen to a subject of the register, and what follows. Pure: no clock, no files, no database.

| module | what it holds |
|---|---|
| `events` | what has happened, in the past tense: values that are never changed |
| `wire` | an event as JSON, and back; personal text travels beside it |
| `state` | what stands, as the events leave it |
| `commands` | what somebody asks for |
| `decide` | a command answered with events, or with a refusal that names its reason |
| `permission` | who may ask for what |
| `policy` | what the state of a subject allows |
| `office` | what a pack declares of its register |
| `known` | the answers that the register knows by itself |
| `due` | what falls due, when, and by which rule or person |
| `symptoms` | what can be counted, put to people as answers to confirm |
| `trends` | what stood on a day, and how a register moves over quarters |
| `diagram` | the stages and what leads from one to the next, drawn |
| `stale` | what has changed since somebody signed |
"""
