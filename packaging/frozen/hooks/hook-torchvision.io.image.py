"""What PyInstaller takes of torchvision's readers of pictures: no compiled part."""
