"""What PyInstaller takes of timm: no sources, which only torch's compiler would read."""

module_collection_mode = "pyz"
