"""How what one asset makes reaches the next: tables as Parquet, everything else pickled, in a folder aside.

Nothing here is published: a table is checked before a release is made of it. Values made in this run are also held in
memory, so that a build does not read back what it has just written. Not here: the release (`pipeline.releasing`).
"""

import pickle
from pathlib import Path
from typing import Any

import dagster as dg
import pandas as pd
from pydantic import PrivateAttr

from pipeline.releasing import parquet
from pipeline.releasing.promote import WORK
from pipeline.releasing.storage import write_aside
from pipeline.resources import Ledger
from schemas import table


class WorkFolder(dg.ConfigurableIOManager):
    """Keeps values in outputs/.work, each written in one step."""

    ledger: dg.ResourceDependency[Ledger]
    _held: dict[str, Any] = PrivateAttr(default_factory=dict)

    @property
    def folder(self) -> Path:
        return self.ledger.settings.outputs / WORK

    def handle_output(self, context: dg.OutputContext, obj: Any) -> None:
        name = context.asset_key.to_python_identifier()
        self._held[name] = obj
        if isinstance(obj, pd.DataFrame):
            parquet.write_unchecked(table(name), obj, self.folder)
            return
        data = pickle.dumps(obj, protocol=5)
        write_aside(self.folder / f"{name}.pickle", lambda aside: aside.write_bytes(data))

    def load_input(self, context: dg.InputContext) -> Any:
        name = context.asset_key.to_python_identifier()
        if name in self._held:
            return self._held[name]
        path = self.folder / f"{name}.parquet"
        if path.is_file():
            return parquet.read_frame(table(name), self.folder)
        try:
            return pickle.loads((self.folder / f"{name}.pickle").read_bytes())
        except FileNotFoundError:
            raise dg.Failure(
                f"{name} was never made in {self.ledger.outputs}: materialize it first, or run the job build"
            ) from None
