"""What PyInstaller takes of torchvision: its Python alone; see ../at_start.py."""
