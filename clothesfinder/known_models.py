"""The models that are worth a look, with where they are published.

How long each takes a picture was measured on two cores of a processor, with random weights, against
the built-in model. How well they find clothes is only known from what their makers measured.
"""

from __future__ import annotations

from clothesfinder.built_in import PREPROCESSING
from clothesfinder.model_files import Model, ModelFile

BUILTIN = "builtin"
IMAGENET = "BSD 3-Clause; trained on ImageNet, whose own terms are for research"
PYTORCH = "https://download.pytorch.org/models/"
HUB = "https://huggingface.co/"
SIGLIP = f"{HUB}Marqo/marqo-fashionSigLIP/resolve/e5619578fd528afa0bf88d8fae37748336a57fa2/"
FASHION_CLIP = f"{HUB}Marqo/marqo-fashionCLIP/resolve/44f4c655124ed71e90cbf528d82f508d69d8a81b/"
# SigLIP's vocabulary, which the publisher of FashionSigLIP keeps only in another form.
WORDS = f"{HUB}google/siglip-base-patch16-224/resolve/7fd15f0689c79d79e38b1c2e2e2370a7bf2761ed/"

KNOWN = (
    Model(
        BUILTIN,
        "Built in",
        "Learned from clothes: their kind, look and colour. Fast, and needs no download.",
        "Apache 2.0",
        512,
        PREPROCESSING,
    ),
    Model(
        "torchvision/convnext_tiny",
        "ConvNeXt Tiny",
        "A general network, not trained on clothes. Takes about 4 times as long as the built-in"
        " one.",
        IMAGENET,
        768,
        "letterbox224-bilinear-1",
        (
            ModelFile(
                "convnext_tiny-983f1562.pth",
                f"{PYTORCH}convnext_tiny-983f1562.pth",
                114_419_565,
                "983f1562",
            ),
        ),
    ),
    Model(
        "torchvision/efficientnet_v2_s",
        "EfficientNetV2 S",
        "A general network that sees more detail (384 pixels), not trained on clothes. Takes about"
        " 8 times as long as the built-in one.",
        IMAGENET,
        1280,
        "letterbox384-bilinear-1",
        (
            ModelFile(
                "efficientnet_v2_s-dd5fe13b.pth",
                f"{PYTORCH}efficientnet_v2_s-dd5fe13b.pth",
                86_721_430,
                "dd5fe13b",
            ),
        ),
    ),
    Model(
        "torchvision/convnext_base",
        "ConvNeXt Base",
        "A large general network, not trained on clothes, best with a GPU. Takes about 12 times as"
        " long as the built-in one.",
        IMAGENET,
        1024,
        "letterbox224-bilinear-1",
        (
            ModelFile(
                "convnext_base-6075fbad.pth",
                f"{PYTORCH}convnext_base-6075fbad.pth",
                354_485_797,
                "6075fbad",
            ),
        ),
    ),
    Model(
        "open_clip/marqo-fashionsiglip",
        "Marqo FashionSigLIP",
        "Trained on a million fashion products; of the open ones the strongest for clothes, as its"
        " makers measured. Also finds by words, in English. Takes about 12 times as long as the"
        " built-in one.",
        "Apache 2.0",
        768,
        "squash224-bicubic-1",
        (
            ModelFile(
                "open_clip_model.safetensors",
                f"{SIGLIP}open_clip_model.safetensors",
                812_658_440,
                "88908200434959fa3154ef79d408aac33341e8797fe5ca8ca6f0463aab32e6b3",
            ),
            ModelFile(
                "spiece.model",
                f"{WORDS}spiece.model",
                798_330,
                "1e5036bed065526c3c212dfbe288752391797c4bb1a284aa18c9a0b23fcaf8ec",
            ),
        ),
        takes_text=True,
        extra="clip",
    ),
    Model(
        "open_clip/marqo-fashionclip",
        "Marqo FashionCLIP",
        "Trained on a million fashion products; smaller than FashionSigLIP, and a little weaker as"
        " its makers measured. Also finds by words, in English. Takes about 10 times as long as the"
        " built-in one.",
        "Apache 2.0",
        512,
        "letterbox224-bicubic-1",
        (
            ModelFile(
                "open_clip_model.safetensors",
                f"{FASHION_CLIP}open_clip_model.safetensors",
                598_517_012,
                "2bd31a2e6ba195c4890941f61ea6ada9dbf242f9c6e5ee27eec8cf13a2dc9ffe",
            ),
        ),
        takes_text=True,
        extra="clip",
    ),
)
"""The ones that are worth a look; besides them goes any classifier of torchvision."""
