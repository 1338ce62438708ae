"""A network on this computer: on its processor, or on a GPU for as long as that works."""

from __future__ import annotations

import copy
import logging
import os
from typing import TYPE_CHECKING

import numpy as np

from clothesfinder.allocation import keep_freed_memory

if TYPE_CHECKING:
    from collections.abc import Sequence

    import torch
    from numpy.typing import NDArray

log = logging.getLogger(__name__)

# Threads that spin while they wait for each other make every other program, and our own decoding,
# several times slower. OpenMP reads these when torch is first imported.
for _name, _value in {
    "OMP_WAIT_POLICY": "PASSIVE",
    "GOMP_SPINCOUNT": "0",
    "KMP_BLOCKTIME": "0",
}.items():
    os.environ.setdefault(_name, _value)


class Network:
    """Turns pixels into numbers. Any thread may use it, several at once."""

    def __init__(
        self, module: torch.nn.Module, mean: Sequence[float], deviation: Sequence[float]
    ) -> None:
        """Take a module in evaluation mode, which wants (pixel - mean) / deviation.

        Both are levels of red, green and blue, 0 to 255.
        """
        self._module = module
        self._mean = mean
        self._deviation = deviation
        self._accelerated: tuple[torch.nn.Module, torch.device] | None = None

    @property
    def device(self) -> str:
        """What it runs on now: "cpu", or as "cuda (NVIDIA T4)" or "mps"."""
        if (accelerated := self._accelerated) is None:
            return "cpu"
        import torch

        device = accelerated[1]
        is_cuda = device.type == "cuda"
        return f"cuda ({torch.cuda.get_device_name(device)})" if is_cuda else device.type

    def make_fast(self) -> None:
        """Use a GPU where there is one; on the processor, one thread a batch."""
        import torch

        # Several batches are embedded at once, each by a thread of its own: threads that share a
        # batch wait for each other more than they help.
        torch.set_num_threads(1)
        keep_freed_memory()
        if torch.cuda.is_available():
            self.accelerate(torch.device("cuda"))
        elif torch.backends.mps.is_available():
            self.accelerate(torch.device("mps"))
        from clothesfinder.fused import fused, late_dtype

        self._module = fused(self._module, late_dtype())

    def accelerate(self, device: torch.device) -> None:
        """Run on this device from now on, for as long as it works."""
        try:
            self._accelerated = copy.deepcopy(self._module).to(device), device
        except RuntimeError as error:
            log.warning("the %s cannot be used: %s", device.type, error)

    def run(self, pixels: Sequence[NDArray[np.uint8]]) -> NDArray[np.float32]:
        """Run the network on one picture or more, each (height, width, 3); its answer to each."""
        import torch

        batch = torch.from_numpy(np.stack(pixels))
        accelerated = self._accelerated  # which another thread may give up meanwhile
        if accelerated is not None:
            try:
                return self._forward(*accelerated, batch)
            except RuntimeError as error:
                log.warning("going on with the processor: %s", error)
                self._accelerated = None
        return self._forward(self._module, torch.device("cpu"), batch)

    def unit_vectors(
        self, pixels: Sequence[NDArray[np.uint8]], dimension: int
    ) -> NDArray[np.float32]:
        """Its answers, (N, ``dimension``), float32, each made of unit length; of none, (0, D)."""
        import torch

        if not pixels:
            return np.empty((0, dimension), np.float32)
        vectors = torch.from_numpy(self.run(pixels))
        unit: NDArray[np.float32] = torch.nn.functional.normalize(vectors).numpy()
        return unit

    def _forward(
        self, module: torch.nn.Module, device: torch.device, pixels: torch.Tensor
    ) -> NDArray[np.float32]:
        import torch

        with torch.inference_mode():
            # (N, H, W, C) seen as (N, C, H, W) is what torch calls channels_last, the fastest here.
            levels = pixels.to(device).permute(0, 3, 1, 2).float()
            mean = torch.tensor(self._mean, device=device).view(1, 3, 1, 1)
            deviation = torch.tensor(self._deviation, device=device).view(1, 3, 1, 1)
            numbers: NDArray[np.float32] = module((levels - mean) / deviation).cpu().numpy()
        return numbers
