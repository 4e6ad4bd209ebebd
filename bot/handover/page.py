"""The opening of an export's dictionary: what holds for all of its tables."""

PAGE = """\
# What is in this export

One file of JSON lines for each table, and with `--csv` one for spreadsheets. The first line names
the schema `tummler-table/1`, the table and its columns; every other line is one row.
`manifest.json` has the number of rows, the bytes and the SHA-256 of each file. The same store gives
the same bytes.

- **No words.** Members' texts are not in it, and neither are their names or their ids.
- **People** stand in it as keyed hashes, the same for the same person within one community, and
  only where the store still has them: for 90 days. Whoever holds the community's key can tell who
  they are; the key is not in it. Treat the folder as you would treat the store, and delete it when
  it has served: `tummler forget` and `tummler erase` do not reach a copy that has left the house.
- **Nobody is counted up.** No number in it is about a person, and none should be made of it.
- **Messages and places** are named by the platform's own ids, so that somebody who may read the
  talk can find it.
- **Times** are in UTC. In the files for spreadsheets, a text that might be taken for a formula has
  an apostrophe in front; the JSON lines have it as it is.
- `tummler import FOLDER` takes the JSON lines into a store that does not know the community, and
  its digests say the same. New talk cannot be added to it there: without keys and ids nobody can
  tell which hash a member had, so one who asked to be left out would not be recognised.

## The tables
"""
