"""Defanging: untrusted text shows an address without any reader's program making a link of it.

Mail and chat programs link what has a scheme, what begins with `www.`, what looks like a mail address, and (some) every
word that ends in a top-level domain. All of these are broken in the way that security people write them:
`https://evil.example/x` → `hxxps://evil[.]example/x`, `a@b.example` → `a[at]b[.]example`.

What stays as it is, because people read and copy it and no program links it: IP addresses, time stamps, versions,
private names (`ip-10-0-0-1.ap-northeast-1.compute.internal`), parts of a path (what follows `/`), buckets in ARNs, and
AWS service endpoints (`s3.amazonaws.com`). Not so the hosts below them that a customer names
(`bucket.s3.amazonaws.com`, `s3.amazonaws.com/bucket`): anyone can own those.
"""

from __future__ import annotations

import re

from hinomi.text.domains import is_top_level

# Schemes that need no `//` to be a link, or that a program runs. Found by their colon, of which a text has few.
_SCHEMES = "callto data facetime file javascript magnet mailto msteams sip sips skype slack sms tel vbscript xmpp"
_BEHIND = "|".join(rf"(?<=(?<![A-Za-z0-9]){scheme}:)" for scheme in _SCHEMES.split())
_BARE = re.compile(rf":(?=\S)(?:{_BEHIND})", re.IGNORECASE)
_AUTHORITY = re.compile(r"(h(?:tt|xx)ps?)?(:)?//((?:(?!://)[^\s/?#<>\"'|\\`])*)", re.IGNORECASE)
_AT = re.compile(r"(?<=[^\s@])@(?=[A-Za-z0-9-]+\.[A-Za-z0-9]|[^\x00-\x7f])")

# A dot before a letter; without one there is no host. Then the whole run of labels, from where it begins: after `/`
# it is part of a path, after `arn:aws:s3:::` a bucket. What precedes the first dot may be of any script.
_DOTTED = re.compile(r"\.[^\W\d_]")
_HOST = re.compile(
    r"(?<![A-Za-z0-9_./-])(?<!arn:aws:s3:::)(?:[A-Za-z0-9_-]+|(?<=[^\x00-\x7f]))(?:\.[A-Za-z0-9_-]+)+"
    r"|(?<=[^\W\d_])\.(?=[^\W\d_\x00-\x7f])"
)
_DOT = re.compile(r"(?<!\[)\.(?!\])")
_ADDRESS = re.compile(r"(?:[0-9.]+|\[[0-9A-Fa-f:.]+\])(?::[0-9]+)?")
_REGION = r"[a-z]{2,4}(?:-[a-z]+)+-[0-9]"
_ENDPOINT = re.compile(rf"[a-z0-9-]+(?:\.{_REGION})?\.amazonaws\.com(?:\.cn)?")
_REGISTRY = re.compile(rf"[0-9]{{12}}\.dkr\.ecr\.{_REGION}\.amazonaws\.com(?:\.cn)?")


def defang(value: str) -> str:
    """Return clean text in which nothing is a link any more. Defanging twice changes nothing."""
    if ":" in value:
        value = _BARE.sub("[:]", value)
    if "//" in value:
        value = _AUTHORITY.sub(_disarm_authority, value)
    if "@" in value:
        value = _AT.sub("[at]", value)
    return _HOST.sub(_disarm_host, value) if _DOTTED.search(value) else value


def defang_host(name: str) -> str:
    """Return a host name that an attacker may own so that it is no link: `evil[.]example`."""
    return _DOT.sub("[.]", name)


def _disarm_authority(live: re.Match[str]) -> str:
    """Rewrite a scheme, `//` and what stands before the path; a bare IP address stays readable."""
    scheme, colon, authority = live.groups()
    secure = "s" if scheme and scheme[-1] in "sS" else ""
    start = f"hxxp{secure}:" if scheme and colon else f"{scheme or ''}{'[:]' if colon else ''}"
    if not _ADDRESS.fullmatch(authority):
        authority = defang_host(authority.replace("@", "[at]"))
    return f"{start}//{authority}"


def _disarm_host(live: re.Match[str]) -> str:
    """Rewrite a run of labels if some program makes a link of it."""
    host = live[0]
    if _REGISTRY.fullmatch(host) or (_ENDPOINT.fullmatch(host) and not live.string.startswith("/", live.end())):
        return host
    last = host.rpartition(".")[2].strip("-_")
    return defang_host(host) if not last or host[:4].lower() == "www." or is_top_level(last) else host
