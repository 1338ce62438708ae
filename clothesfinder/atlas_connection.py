"""The connection to a MongoDB server."""

from __future__ import annotations

import warnings
from typing import TYPE_CHECKING, Any

from pymongo import MongoClient
from pymongo.errors import PyMongoError
from pymongo.server_api import ServerApi

from clothesfinder.atlas_errors import NO_CERTIFICATE_FILE, WRONG_ADDRESS, problem_of
from clothesfinder.problem import Problem

if TYPE_CHECKING:
    from clothesfinder.atlas_rows import Row

DEFAULTS: dict[str, Any] = {
    "appname": "clothesfinder",
    "serverSelectionTimeoutMS": 8_000,
    "connectTimeoutMS": 8_000,
    "socketTimeoutMS": 30_000,
    "maxPoolSize": 4,
}


def connect(uri: str) -> MongoClient[Row]:
    """Return a client, which connects when it is first used. The address' own options win.

    Raises Problem where the address is wrong, or names an Atlas cluster that does not exist.
    """
    named = uri.partition("?")[2].lower()
    options = {key: value for key, value in DEFAULTS.items() if f"{key.lower()}=" not in named}
    try:
        with warnings.catch_warnings():
            # The driver would only warn of an option that it passes over, be it tls itself.
            warnings.simplefilter("error", UserWarning)
            return MongoClient(uri, server_api=ServerApi("1"), **options)
    except PyMongoError as error:
        raise problem_of(error) from None
    except OSError:
        raise Problem(NO_CERTIFICATE_FILE) from None
    except (ValueError, TypeError, UserWarning):  # their words may hold a piece of the password
        raise Problem(WRONG_ADDRESS) from None
