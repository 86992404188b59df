"""Start a claim, correct it when the biller is asked, and read it: claimloop_client.py INTAKE.json CORRECTION.json"""
import asyncio
import json
import os
import sys
from base64 import b64decode

from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from temporalio.api.common.v1 import Payload
from temporalio.client import Client, RPCError, WorkflowUpdateFailedError
from temporalio.converter import DataConverter, PayloadCodec
from temporalio.converter import DefaultFailureConverterWithEncodedAttributes as Failures
from temporalio.envconfig import ClientConfig


class Encryption(PayloadCodec):
    def __init__(self, keys):  # entries "keyId:base64"; the first key encrypts, all decrypt
        self.keys = {i.encode(): AESGCM(b64decode(k)) for i, k in (e.split(":") for e in keys.replace(",", " ").split())}

    async def encode(self, payloads):
        key_id, key = next(iter(self.keys.items()))
        aad, names = b"claimloop payload 1 " + key_id, {"encoding": b"binary/encrypted", "encryption-key-id": key_id}
        sealed = [(nonce := os.urandom(12)) + key.encrypt(nonce, p.SerializeToString(), aad) for p in payloads]
        return [Payload(metadata=names, data=data) for data in sealed]

    async def decode(self, payloads):  # a payload that is not encrypted has no key id: KeyError
        sealed = [(p.metadata["encryption-key-id"], p.data[:12], p.data[12:]) for p in payloads]
        return [Payload.FromString(self.keys[i].decrypt(n, data, b"claimloop payload 1 " + i)) for i, n, data in sealed]


async def main(intake, correction):
    data = DataConverter(payload_codec=Encryption(os.environ["CLAIMLOOP_KEYS"]), failure_converter_class=Failures)
    temporal = await Client.connect(**ClientConfig.load_client_connect_config(), data_converter=data)
    number, update_id = intake["patientControlNumber"], "correctClaim-" + correction["correctionId"]
    claim = await temporal.start_workflow("claim", intake, id=f"claim-{number}", task_queue="claims")
    while (status := await claim.query("status"))["owner"] not in ("BILLER", "NONE"):
        await asyncio.sleep(0.2)
    while status["owner"] == "BILLER":  # NONE: the claim was refused or is closed
        try:  # The same update id each time: the claim applies the Update once.
            print(await claim.execute_update("correctClaim", correction, id=update_id))
            break
        except (RPCError, WorkflowUpdateFailedError) as error:
            if getattr(error, "status", 0) not in (8, 9, 14) and getattr(error.cause, "type", 0) != "UnprocessedUpdate":
                raise
            await asyncio.sleep(1)
    print(json.dumps(await claim.query("status"), indent=2), flush=True)


if __name__ == "__main__":
    asyncio.run(main(*[json.load(open(path, encoding="utf-8")) for path in sys.argv[1:]]))
    os._exit(0)  # Otherwise Python sometimes aborts at exit: temporalio/sdk-python#300.
