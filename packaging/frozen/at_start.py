"""What the frozen program does before all else (PyInstaller calls that a runtime hook)."""

from __future__ import annotations

import os
import sys
import warnings
from typing import Any

BOXES = "Tensor dets, Tensor scores, float iou_threshold"


class _Operators:
    """Declares two operators of torchvision, as it is about to be imported.

    They are compiled, and torchvision cannot be imported where nobody declared them. The program
    needs none of its compiled parts, so they are left out of the package, with the libraries that
    they bring; on Linux they also want CUDA in the only build that PyPI has.
    """

    def find_spec(self, wanted: str, path: object = None, target: object = None) -> None:
        del path, target
        if wanted != "torchvision.extension":
            return
        sys.meta_path.remove(self)
        from torch.library import Library

        library: Any = Library
        self.library = library("torchvision", "DEF")
        for name in ("nms", "qnms"):
            self.library.define(f"{name}({BOXES}) -> Tensor")


OPERATORS = _Operators()  # as long as this is there, they stay declared
sys.meta_path.insert(0, OPERATORS)

# Of each function that torch could compile it says in the log that its source is not here.
warnings.filterwarnings("ignore", "Unable to retrieve source")

# Programs that this one starts (a file manager, say) are to find the system's own libraries.
if sys.platform == "linux":
    _before = os.environ.pop("LD_LIBRARY_PATH_ORIG", None)
    os.environ.pop("LD_LIBRARY_PATH", None)
    if _before is not None:
        os.environ["LD_LIBRARY_PATH"] = _before

# The OpenSSL in here looks for certificates where the machine that built this keeps them.
CERTIFICATES = (
    "/etc/ssl/certs/ca-certificates.crt",  # Debian, Arch and their relatives
    "/etc/pki/tls/certs/ca-bundle.crt",  # Fedora and its
    "/etc/ssl/ca-bundle.pem",  # openSUSE
    "/etc/ssl/cert.pem",  # macOS, Alpine
)
if sys.platform != "win32" and not {"SSL_CERT_FILE", "SSL_CERT_DIR"} & os.environ.keys():
    _here = next(filter(os.path.exists, CERTIFICATES), None)
    if _here is not None:
        os.environ["SSL_CERT_FILE"] = _here
