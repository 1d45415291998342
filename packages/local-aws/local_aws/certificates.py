"""The server's certificate, from its own certificate authority, which is created at the first start.

The authority's key is deleted once it has signed this certificate, so it can never sign another, and trusting it means
trusting this server only.
"""

import datetime
import ipaddress
import os
import ssl
from pathlib import Path

import certifi
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

from .private import write_private

_VALID = datetime.timedelta(days=3650)
_RENEW = datetime.timedelta(days=30)


def prepare(folder: Path) -> tuple[ssl.SSLContext, Path]:
    """The server's TLS context, and the bundle that its clients trust: the machine's own roots and this authority."""
    authority, server, bundle = folder / "ca.pem", folder / "server.pem", folder / "bundle.pem"
    if not _is_valid(authority, server):
        _make(authority, server)
    bundle.write_bytes(_machine_roots() + b"\n" + authority.read_bytes())
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    context.load_cert_chain(server)
    return context, bundle


def _machine_roots() -> bytes:
    for candidate in (os.environ.get("SSL_CERT_FILE"), ssl.get_default_verify_paths().cafile, certifi.where()):
        if candidate and Path(candidate).is_file():
            return Path(candidate).read_bytes()
    return b""


def _is_valid(authority: Path, server: Path) -> bool:
    if not authority.is_file() or not server.is_file():
        return False
    try:
        expiry = x509.load_pem_x509_certificate(server.read_bytes()).not_valid_after_utc
        issuer = x509.load_pem_x509_certificate(authority.read_bytes())
        x509.load_pem_x509_certificate(server.read_bytes()).verify_directly_issued_by(issuer)
    except Exception:  # noqa: BLE001 - whatever is wrong with them, new ones replace them
        return False
    return expiry - datetime.datetime.now(datetime.timezone.utc) > _RENEW


def _make(authority_file: Path, server_file: Path) -> None:
    authority_key = ec.generate_private_key(ec.SECP256R1())
    authority_name = _name("Local AWS certificate authority")
    authority = (
        _builder(authority_name, authority_name, authority_key.public_key())
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .add_extension(_key_usage(sign_certificates=True), critical=True)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(authority_key.public_key()), critical=False)
        .sign(authority_key, hashes.SHA256())
    )
    key = ec.generate_private_key(ec.SECP256R1())
    names = [
        x509.DNSName("localhost"),
        x509.IPAddress(ipaddress.ip_address("127.0.0.1")),
        x509.IPAddress(ipaddress.ip_address("::1")),
    ]
    server = (
        _builder(_name("Local AWS"), authority_name, key.public_key())
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(x509.SubjectAlternativeName(names), critical=False)
        .add_extension(_key_usage(sign_certificates=False), critical=True)
        .add_extension(x509.ExtendedKeyUsage([ExtendedKeyUsageOID.SERVER_AUTH]), critical=False)
        .add_extension(x509.AuthorityKeyIdentifier.from_issuer_public_key(authority_key.public_key()), critical=False)
        .sign(authority_key, hashes.SHA256())
    )
    pem = serialization.Encoding.PEM
    private = key.private_bytes(pem, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    write_private(server_file, private + server.public_bytes(pem))
    authority_file.write_bytes(authority.public_bytes(pem))


def _name(common_name: str) -> x509.Name:
    return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, common_name)])


def _builder(subject: x509.Name, issuer: x509.Name, public_key: ec.EllipticCurvePublicKey) -> x509.CertificateBuilder:
    now = datetime.datetime.now(datetime.timezone.utc)
    return (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer)
        .public_key(public_key)
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - datetime.timedelta(days=1))
        .not_valid_after(now + _VALID)
    )


def _key_usage(*, sign_certificates: bool) -> x509.KeyUsage:
    return x509.KeyUsage(
        digital_signature=True,
        key_cert_sign=sign_certificates,
        crl_sign=sign_certificates,
        content_commitment=False,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        encipher_only=False,
        decipher_only=False,
    )
