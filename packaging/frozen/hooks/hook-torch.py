"""What PyInstaller takes of torch: what is imported, and the libraries that torch loads by name.

The hook that comes with PyInstaller's own collection takes every module and file of it.
"""

from pathlib import Path

from PyInstaller.utils.hooks import collect_dynamic_libs, get_package_paths

packages, folder = map(Path, get_package_paths("torch"))
# These read the comments of their own source when they are imported; of others it is not needed.
read_themselves = [
    ".".join(file.relative_to(packages).with_suffix("").parts)
    for file in folder.rglob("*config.py")
    if "install_config_module(" in file.read_text(encoding="utf-8")
]
# These are imported by names that are put together.
hiddenimports = [
    f"torch._dynamo.polyfills.{file.stem}" for file in (folder / "_dynamo/polyfills").glob("*.py")
]
module_collection_mode = {"torch": "pyz", **dict.fromkeys(read_themselves, "pyz+py")}
binaries = [
    (file, place)
    for file, place in collect_dynamic_libs("torch", search_patterns=["*.dll", "*.dylib", "*.so*"])
    if "test" not in Path(file).name
]
# A link beside the program to a library of torch would have torch look for the others there.
bindepend_symlink_suppression = ["**/torch/lib/*.so*"]
