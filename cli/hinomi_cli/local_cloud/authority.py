"""A certificate authority made for one run: nothing outside the run trusts it, and it ends with the run."""

from __future__ import annotations

from typing import TYPE_CHECKING

import trustme

if TYPE_CHECKING:
    import ssl
    from pathlib import Path


class Authority:
    """Issues certificates for the local cloud and for the hosts that the webhook receiver stands for.

    `certificate` is the PEM file that clients have to trust.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._authority = trustme.CA(organization_name="Hinomi local cloud")
        self.certificate = folder / "authority.pem"
        self._authority.cert_pem.write_to_path(str(self.certificate))

    def serve_as(self, host: str, context: ssl.SSLContext) -> None:
        """Let a server's TLS context speak for a host."""
        self._authority.issue_cert(host).configure_cert(context)

    def write_server_files(self, host: str) -> tuple[Path, Path]:
        """Write a certificate chain and its key for a server that takes files; returns both paths."""
        issued = self._authority.issue_cert(host)
        chain, key = self._folder / "server.pem", self._folder / "server.key"
        for position, part in enumerate(issued.cert_chain_pems):
            part.write_to_path(str(chain), append=position > 0)
        issued.private_key_pem.write_to_path(str(key))
        return chain, key
