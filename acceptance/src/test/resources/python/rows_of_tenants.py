"""Counts, in the embedded database of a running server, the rows that do not belong to the default tenant, in every table of tenants."""
import sqlite3
import sys

database = sqlite3.connect(f"file:{sys.argv[1]}?mode=ro", uri=True)
names = [name for (name,) in database.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
tables = [
    name
    for name in names
    if any(column[1] == "tenant_id" for column in database.execute(f'PRAGMA table_info("{name}")'))
]
(tenants,) = database.execute("SELECT COUNT(*) FROM tenant").fetchone()
rows = 0
for table in tables:
    (count,) = database.execute(
        f'SELECT COUNT(*) FROM "{table}" WHERE tenant_id NOT IN (SELECT id FROM tenant WHERE is_default)'
    ).fetchone()
    if count:
        print(f"{table}: {count}", file=sys.stderr)
    rows += count
print(f"tables {len(tables)}, tenants {tenants}, rows of others {rows}")
