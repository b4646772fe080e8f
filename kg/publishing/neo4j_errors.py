"""What a Neo4j driver raises, as one-line errors for users.  Passwords never enter a message."""

from __future__ import annotations

import re
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from ssl import SSLError

from neo4j import exceptions

from kg.errors import KGError, system_reason, text
from kg.publishing.report import Target

_REPEATED = ("ConstraintCreationFailed", "ConstraintValidationFailed")
_NOT_BOLT = ("handshake", "looks like http", "bolt protocol", "bolt magic", "supported protocol")
_PREFACE = re.compile(r"^.*?\(resolved to .*?\)\): ")


@contextmanager
def translated(target: Target, *, connected: bool = False) -> Iterator[None]:
    """Turn whatever the driver raises inside the block into a KGError KG512 to KG522.

    ``connected`` says that the server was reached before, so a failure is a broken connection and no wrong address.
    """
    try:
        yield
    except exceptions.Neo4jError as error:
        raise _server(error, target) from error
    except exceptions.DriverError as error:
        raise _driver(error, target, connected) from error
    except OSError as error:
        raise KGError("KG521" if connected else "KG512", uri=target.uri, reason=_cause(error)) from error


def _server(error: exceptions.Neo4jError, target: Target) -> KGError:
    code, reason = error.code or "", _line(error.message or str(error))
    name = code.rpartition(".")[2]
    where = {"uri": target.uri, "user": target.user}
    if name == "AuthenticationRateLimit":
        return KGError("KG514", **where)
    if name == "CredentialsExpired":
        return KGError("KG516", **where)
    if name in ("Unauthorized", "TokenExpired"):
        return KGError("KG513", **where)
    if name in ("DatabaseNotFound", "IllegalDatabaseName") or "database does not exist" in reason.lower():
        return KGError("KG515", uri=target.uri, database=target.database or "neo4j")
    if name in _REPEATED:
        return KGError("KG522", uri=target.uri, reason=reason)
    if name.startswith("TransactionTimedOut"):
        return KGError("KG521", uri=target.uri, reason=text("publishing.reason.timeout"))
    return KGError("KG519", uri=target.uri, status=code, reason=reason)


def _driver(error: exceptions.DriverError, target: Target, connected: bool) -> KGError:
    if connected:
        return KGError("KG521", uri=target.uri, reason=_lost(error))
    said = " ".join(str(each) for each in _chain(error)).lower()
    if isinstance(error, exceptions.UnsupportedServerProduct):
        return KGError("KG517", uri=target.uri, reason=text("publishing.reason.not_bolt"))
    if isinstance(error, exceptions.ConfigurationError):
        return KGError("KG510", uri=target.uri)
    if any(words in said for words in _NOT_BOLT) and "certificate" not in said:
        return KGError("KG517", uri=target.uri, reason=_cause(error))
    return KGError("KG512", uri=target.uri, reason=_cause(error))


def _lost(error: BaseException) -> str:
    said = _cause(error)
    known = (text("publishing.reason.timeout"), text("publishing.reason.refused"))
    return said if said in known else text("publishing.reason.stopped")


def _chain(error: BaseException) -> Iterator[BaseException]:
    seen: BaseException | None = error
    while seen is not None:
        yield seen
        seen = seen.__cause__ or seen.__context__


def _cause(error: BaseException) -> str:
    """The reason in the user's language where we know it, else the innermost message on one line."""
    causes = list(_chain(error))
    for each in causes:
        if isinstance(each, ConnectionRefusedError):
            return text("publishing.reason.refused")
        if isinstance(each, socket.gaierror):
            return text("publishing.reason.no_host")
        if isinstance(each, TimeoutError):
            return text("publishing.reason.timeout")
        if isinstance(each, SSLError):
            return _line(str(each))
        if isinstance(each, OSError) and each.errno:
            return system_reason(each)
    said = _PREFACE.sub("", _line(str(error)))
    if "looks like http" in said.lower() or "handshake" in said.lower():
        return text("publishing.reason.not_bolt")
    if "routing information" in said.lower():
        return text("publishing.reason.routing")
    if "refused" in said.lower():
        return text("publishing.reason.refused")
    if "timed out" in said.lower():
        return text("publishing.reason.timeout")
    return said


def _line(message: str) -> str:
    return re.sub(r"\s+", " ", message).strip()[:300]
