"""A keyring for tests: it forgets everything at the end, and can be out of order."""

from __future__ import annotations

from keyring.backend import KeyringBackend


class MemoryKeyring(KeyringBackend):
    priority: float = 5

    def __init__(self) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self.held: dict[tuple[str, str], str] = {}
        self.error: Exception | None = None

    def get_password(self, service: str, username: str) -> str | None:
        self._fail()
        return self.held.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        self._fail()
        self.held[service, username] = password

    def delete_password(self, service: str, username: str) -> None:
        self._fail()
        del self.held[service, username]

    def _fail(self) -> None:
        if self.error is not None:
            raise self.error


class UnprotectedKeyring(MemoryKeyring):
    priority = 0.5
