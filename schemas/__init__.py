"""What the dataset's tables are: every column once, and everything that follows from it.

- `model`: the shapes of a field, a table, a key.
- `codes`: the closed lists of values. `event_types.toml`: the types of events with their definitions.
- `fields`: each column once.
- `tables`: which columns make which table, its keys and its order.
- `arrow`, `frames`, `ddl`: the Arrow schema, the Pandera schema and the DuckDB definition of a table, derived.

Not here: rows, and anything that reads a text. Nothing here imports `pipeline`.
"""

from schemas.model import Code, Enumeration, Field, ForeignKey, Table
from schemas.tables import TABLES, table

__all__ = ["TABLES", "Code", "Enumeration", "Field", "ForeignKey", "Table", "table"]
