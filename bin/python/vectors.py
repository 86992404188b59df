"""Makes the test vectors of the payload encryption with pyca/cryptography, and decodes them with the Python client.

usage: vectors.py make > docs/codec-vectors.json, or vectors.py check docs/codec-vectors.json
"""
import asyncio
import base64
import json
import os
import sys

from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from temporalio.api.common.v1 import Payload

sys.path.insert(0, os.path.join(os.path.dirname(__file__), "..", "..", "docs"))
from claimloop_client import Encryption  # noqa: E402

ids = {"2026-11": bytes(range(32)), "2025-11": bytes(range(32, 64))}
values = [
    ("an object", "2026-11", "json/plain", b'{"by":"jlee","text":"Called the payer; ref 8841."}'),
    ("an older key of the key ring", "2025-11", "json/plain", b'{"name":"records","by":"jlee"}'),
    ("Unicode beyond the basic plane", "2026-11", "json/plain", '"Łukasz Ołdak, 東京, 🏥, é"'.encode()),
    ("null as JSON", "2026-11", "json/plain", b"null"),
    ("no value", "2026-11", "binary/null", b""),
    ("bytes", "2026-11", "binary/plain", bytes(range(256))),
    ("17,000 characters", "2026-11", "json/plain", b'"' + b"x" * 17_000 + b'"'),
]


def text(data):
    return base64.b64encode(data).decode()


def as_json(metadata, data):
    return {"metadata": {name: text(value) for name, value in metadata.items()}, "data": text(data)}


def seal(key_id, secret, nonce, plain, aad=None):
    """An encrypted payload, with the cipher alone: nothing of the client is used."""
    aad = f"claimloop payload 1 {key_id}".encode() if aad is None else aad
    data = nonce + AESGCM(secret).encrypt(nonce, plain, aad)
    return as_json({"encoding": b"binary/encrypted", "encryption-key-id": key_id.encode()}, data)


def accepted():
    for number, (name, key_id, encoding, data) in enumerate(values):
        nonce = bytes([number] * 12)
        plain = Payload(metadata={"encoding": encoding.encode()}, data=data)
        yield {
            "name": name,
            "keyId": key_id,
            "nonce": text(nonce),
            "value": as_json(plain.metadata, plain.data),
            "plaintext": text(plain.SerializeToString()),
            "payload": seal(key_id, ids[key_id], nonce, plain.SerializeToString()),
        }


def rejected():
    nonce = b"n" * 12
    plain = Payload(metadata={"encoding": b"json/plain"}, data=b"1").SerializeToString()
    good = seal("2026-11", ids["2026-11"], nonce, plain)
    sealed = base64.b64decode(good["data"])
    flip = lambda at: text(bytes(byte ^ (index == at % len(sealed)) for index, byte in enumerate(sealed)))  # noqa: E731
    yield "another key of the same id", seal("2026-11", bytes(32), nonce, plain)
    yield "a key that is not in the key ring", seal("2024-11", bytes(32), nonce, plain)
    renamed = {**good["metadata"], "encryption-key-id": text(b"2025-11")}
    yield "the id of a different key", {**good, "metadata": renamed}
    yield "no additional authenticated data", seal("2026-11", ids["2026-11"], nonce, plain, b"")
    yield "a different format version", seal("2026-11", ids["2026-11"], nonce, plain, b"claimloop payload 2 2026-11")
    yield "an altered nonce", {**good, "data": flip(0)}
    yield "altered ciphertext", {**good, "data": flip(12)}
    yield "an altered tag", {**good, "data": flip(-1)}
    yield "a tag that is cut off", {**good, "data": text(sealed[:-1])}
    yield "nothing but a nonce", {**good, "data": text(sealed[:12])}
    yield "no data", {**good, "data": ""}
    yield "a payload that is not encrypted", as_json({"encoding": b"json/plain"}, b"1")


def make():
    keys = ",".join(f"{key_id}:{text(secret)}" for key_id, secret in ids.items())
    refused = [{"name": name, "payload": payload} for name, payload in rejected()]
    return {"keys": keys, "accepted": list(accepted()), "rejected": refused}


def read(payload):
    metadata = {name: base64.b64decode(value) for name, value in payload["metadata"].items()}
    return Payload(metadata=metadata, data=base64.b64decode(payload["data"]))


async def check(vectors):
    """Exits with one sentence if the file is not what `make` gives, or the Python client fails a vector."""
    if vectors != make():
        sys.exit("docs/codec-vectors.json is not what bin/python/vectors.py makes")
    codec = Encryption(vectors["keys"])
    for vector in vectors["accepted"]:
        if await codec.decode([read(vector["payload"])]) != [read(vector["value"])]:
            sys.exit(f"the Python client decodes {vector['name']} to something else")
    for vector in vectors["rejected"]:
        try:
            await codec.decode([read(vector["payload"])])
        except Exception:  # InvalidTag, KeyError or ValueError.
            continue
        sys.exit(f"the Python client accepts {vector['name']}")
    counts = f"{len(vectors['accepted'])} decoded and {len(vectors['rejected'])} rejected"
    print(f"test vectors: {counts} by the Python client")


if sys.argv[1:] == ["make"]:
    print(json.dumps(make(), indent=2, ensure_ascii=False))
else:
    with open(sys.argv[2], encoding="utf-8") as file:
        asyncio.run(check(json.load(file)))
