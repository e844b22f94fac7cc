"""Judges an evidence bundle of muster by tools that know nothing of muster.

    certification_judge.py MUSTER [PAGE]

MUSTER is the built command. The certificate's page is copied to PAGE, where one is given.
"""

import hashlib
import json
import os
import pathlib
import resource
import shutil
import subprocess
import sys
import tarfile
import tempfile

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import (
    load_pem_private_key,
    load_pem_public_key,
)
from google.protobuf import json_format
from in_toto_attestation.v1 import statement_pb2
from in_toto_attestation.v1.statement import Statement
from securesystemslib.dsse import Envelope
from securesystemslib.exceptions import VerificationError
from securesystemslib.signer import SSlibKey

MUSTER = sys.argv[1]
FIXTURES = "Tests/EndToEndTests/Fixtures/certify"
# Nobody waits longer to see a bundle verified. CPU time, so that other work on the machine doesn't matter.
VERIFY_SECONDS = 10


def run(*words, code=0):
    done = subprocess.run([MUSTER, *words], capture_output=True, text=True)
    assert done.returncode == code, (words, done.returncode, done.stdout, done.stderr)
    return done.stdout


def children_seconds():
    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    return usage.ru_utime + usage.ru_stime


def main():
    folder = pathlib.Path(tempfile.mkdtemp(prefix="muster-certification-"))
    try:
        judge(folder)
    finally:
        shutil.rmtree(folder)


def judge(folder):
    key, archive = folder / "key", folder / "bundle.tar.gz"
    run("keygen", str(key))
    run(
        "certify", "spec/crm/crm-b2b-co.md", "--overlay", "spec/crm/overlay.yaml",
        "--fixtures", "spec/crm/fixtures.yaml", "--reference",
        "--profile", f"{FIXTURES}/profile.yaml", "--declaration", f"{FIXTURES}/declaration.yaml",
        "--key", str(key), "--output", str(archive), "--quiet",
    )

    private = load_pem_private_key(key.read_bytes(), None)
    assert isinstance(private, Ed25519PrivateKey)
    public = load_pem_public_key((folder / "key.pub").read_bytes())
    assert private.public_key() == public
    print("cryptography reads both keys")

    with tarfile.open(archive) as tar:
        assert all(item.isreg() for item in tar)
        members = {item.name: tar.extractfile(item).read() for item in tar}
    print(f"tarfile reads {len(members)} members")

    envelope = Envelope.from_dict(json.loads(members["statement.dsse.json"]))
    keyid = next(iter(envelope.signatures))
    envelope.verify([SSlibKey.from_crypto(public, keyid=keyid)], 1)
    other = Ed25519PrivateKey.generate().public_key()
    try:
        envelope.verify([SSlibKey.from_crypto(other, keyid=keyid)], 1)
        raise AssertionError("another key is accepted")
    except VerificationError:
        pass
    assert envelope.payload_type == "application/vnd.in-toto+json"
    print("securesystemslib verifies the envelope, and only by its key")

    message = json_format.Parse(envelope.payload, statement_pb2.Statement())
    Statement.copy_from_pb(message).validate()
    assert message.predicate_type == "https://in-toto.io/attestation/test-result/v0.1"
    predicate = json_format.MessageToDict(message.predicate)
    assert predicate["result"] in ("PASSED", "WARNED", "FAILED")
    digests = {item.name: item.digest["sha256"] for item in message.subject}
    assert set(digests) == set(members) - {"statement.dsse.json"}
    for name, digest in digests.items():
        assert hashlib.sha256(members[name]).hexdigest() == digest, name
    assert all(digests[item["name"]] == item["digest"]["sha256"] for item in predicate["configuration"])
    print(
        f"in-toto-attestation reads the statement: {predicate['result']}, {len(digests)} files,"
        f" {len(predicate['passedTests'])} tests passed, {len(predicate['warnedTests'])} with warnings,"
        f" {len(predicate['failedTests'])} failed"
    )

    # What another tool packs anew is still the bundle.
    plain = folder / "plain"
    with tarfile.open(archive) as tar:
        tar.extractall(plain, filter="data")
    packed = folder / "again.tgz"
    subprocess.run(["tar", "--format=ustar", "-C", str(plain), "-czf", str(packed), "."], check=True)
    most = 0.0
    for bundle in (archive, plain, packed):
        before = children_seconds()
        run("verify", str(bundle), "--key", f"{key}.pub")
        most = max(most, children_seconds() - before)
    assert most < VERIFY_SECONDS, f"verifying takes {most:.1f} s of CPU time"
    print(
        "muster verifies the archive, its folder, and what GNU tar makes of that,"
        f" in at most {most:.1f} s of CPU time"
    )
    if len(sys.argv) > 2:
        shutil.copy(plain / "certificate.html", sys.argv[2])


os.environ.pop("MUSTER_CLOCK", None)
main()
