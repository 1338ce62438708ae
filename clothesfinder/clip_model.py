"""Models of open_clip: pictures and words in one space. They come with the extra "clip"."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any, NamedTuple

from clothesfinder.emphasis import NO_PARTS
from clothesfinder.fitting import letterbox, squash
from clothesfinder.model_files import DAMAGED, Model, checked_file
from clothesfinder.network import Network
from clothesfinder.problem import Problem
from clothesfinder.store import Space, Vector

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    import numpy as np
    import torch
    from numpy.typing import NDArray
    from PIL import Image

BATCH = 4
END = 1
"""The token that ends a text of SigLIP, and that fills up what is left."""
VOCABULARY = "spiece.model"
WEIGHTS = "open_clip_model.safetensors"
Tokens = Callable[[str], "torch.Tensor"]
"""Makes the tokens of one text, (1, length)."""


class Recipe(NamedTuple):
    """How a model of open_clip is built, and wants its pictures."""

    network: str | Mapping[str, Any]
    """What open_clip calls the network, or its configuration."""
    mean: Sequence[float]
    """Levels of red, green and blue, 0 to 1, as `deviation`."""
    deviation: Sequence[float]
    is_squashed: bool
    """Whether it learned from whole pictures squashed into a square; else they are letterboxed."""


RECIPES = {
    "open_clip/marqo-fashionsiglip": Recipe(
        "ViT-B-16-SigLIP", (0.5, 0.5, 0.5), (0.5, 0.5, 0.5), is_squashed=True
    ),
    # It learned from crops. Cropped so, a picture would lose hems and hats.
    "open_clip/marqo-fashionclip": Recipe(
        "ViT-B-16",
        (0.48145466, 0.4578275, 0.40821073),
        (0.26862954, 0.26130258, 0.27577711),
        is_squashed=False,
    ),
}


class ClipModel:
    """A model of open_clip; see TextEmbedder."""

    batch = BATCH
    parts = NO_PARTS

    def __init__(
        self,
        module: Any,  # noqa: ANN401 - open_clip comes without types
        recipe: Recipe,
        edge: int,
        tokens: Tokens,
        space: Space,
    ) -> None:
        """Take the whole model, in evaluation mode, and the edge of the squares that it sees."""
        self.space = space
        self.edge = edge
        self._fit = squash if recipe.is_squashed else letterbox
        self._module = module
        self._tokens = tokens
        levels = ([255 * level for level in part] for part in (recipe.mean, recipe.deviation))
        self.network = Network(module.visual, *levels)

    def prepare(self, image: Image.Image) -> NDArray[np.uint8]:
        """Fit the whole picture into a square, squashed or letterboxed: (edge, edge, 3), uint8."""
        return self._fit(image, self.edge)

    def embed(self, pixels: Sequence[NDArray[np.uint8]]) -> NDArray[np.float32]:
        """Embed what `prepare` gave: (N, D), float32, unit length."""
        return self.network.unit_vectors(pixels, self.space.dimension)

    def embed_text(self, text: str) -> Vector:
        """Embed a few words: (D,), float32, unit length."""
        import torch

        with torch.inference_mode():
            vector = self._module.encode_text(self._tokens(text))[0].float()
            unit: Vector = torch.nn.functional.normalize(vector, dim=0).numpy()
        return unit


def load_clip(model: Model, recipe: Recipe) -> ClipModel:
    """Load a model whose files are there, on a GPU where there is one; nothing is asked of the web.

    Raises Problem where a file is damaged.
    """
    from open_clip import load_checkpoint

    paths = {}
    digests = {}
    for file in model.files:
        paths[file.name], digests[file.name] = checked_file(model, file)
    module, config = _build(recipe)
    try:
        load_checkpoint(module, str(paths[WEIGHTS]))
        tokens = _tokens(config, paths.get(VOCABULARY))
    except Exception as error:  # what is raised on bad data has no common type
        raise Problem(DAMAGED.format(paths[WEIGHTS], model.title)) from error
    space = Space(
        model.name.replace("/", "-"), digests[WEIGHTS][:12], model.preprocessing, model.dimension
    )
    edge = int(config["vision_cfg"]["image_size"])
    module.eval().requires_grad_(requires_grad=False)
    embedder = ClipModel(module, recipe, edge, tokens, space)
    embedder.network.make_fast()
    return embedder


def dimension_of(recipe: Recipe) -> int:
    """How many numbers its vectors have: from the network without weights, and a text's tokens."""
    import torch
    from sentencepiece import SentencePieceProcessor

    with torch.device("meta"):
        _, config = _build(recipe)
    if config["text_cfg"].get("hf_tokenizer_name"):
        SentencePieceProcessor()
    else:
        _tokens(config, None)("a red dress")
    return int(config["embed_dim"])


def _build(recipe: Recipe) -> tuple[Any, Mapping[str, Any]]:
    """Build the network, whose weights are still to come, and give its configuration."""
    import open_clip
    from open_clip.model import CLIP, CustomTextCLIP

    known = recipe.network
    config = dict(open_clip.get_model_config(known) if isinstance(known, str) else known)
    options = {name: value for name, value in config.items() if name != "custom_text"}
    return (CustomTextCLIP if config.get("custom_text") else CLIP)(**options), config


def _tokens(config: Mapping[str, Any], vocabulary: Path | None) -> Tokens:
    """Give what makes tokens of a text: by its own vocabulary, or else the one of open_clip."""
    length = int(config["text_cfg"]["context_length"])
    if vocabulary is None:
        from open_clip.tokenizer import SimpleTokenizer

        tokens: Tokens = SimpleTokenizer(context_length=length)
        return tokens
    return _by_pieces(vocabulary, length)


def _by_pieces(vocabulary: Path, length: int) -> Tokens:
    """Make tokens as SigLIP does: without case and punctuation, filled up to their full length.

    Open_clip would do so with the package transformers, which is large and asks the web.
    """
    import torch
    from open_clip.tokenizer import basic_clean, canonicalize_text
    from sentencepiece import SentencePieceProcessor

    pieces = SentencePieceProcessor(model_file=str(vocabulary))

    def tokens(text: str) -> torch.Tensor:
        found = pieces.encode(canonicalize_text(basic_clean(text)))[: length - 1]
        return torch.tensor([[*found, *[END] * (length - len(found))]])

    return tokens
