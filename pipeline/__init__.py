"""Conflict Ledger: from raw news texts to a released dataset."""

import os

# One thread for each process's linear algebra: documents are read side by side in processes, where they are at all, and
# idle threads of a numerical library cost more than they give. Whoever sets these variables decides.
for _variable in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ.setdefault(_variable, "1")
