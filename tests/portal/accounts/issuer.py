"""A small real issuer of OpenID Connect on loopback: discovery, keys, codes with PKCE, signed tokens."""

from __future__ import annotations

import base64
import hashlib
import json
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

import jwt
from cryptography.hazmat.primitives.asymmetric import rsa


class Issuer:
    """What it answers can be bent: `claims` go over those of the token, `key` may be another than the one it tells."""

    def __init__(self) -> None:
        self.told = self.key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
        self.subject, self.claims, self.codes = "subject-1", {}, {}
        self.server = ThreadingHTTPServer(("127.0.0.1", 0), self._handler())
        self.url = f"http://127.0.0.1:{self.server.server_port}"
        self.thread = threading.Thread(target=self.server.serve_forever, daemon=True)

    def __enter__(self) -> Issuer:
        self.thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.server.shutdown()
        self.server.server_close()
        self.thread.join()

    def allow(self, address: str) -> str:
        """Do what a person does who is led here and says yes: return the query they come back with."""
        asked = {name: values[0] for name, values in parse_qs(urlsplit(address).query).items()}
        code = f"code-{len(self.codes)}"
        self.codes[code] = asked
        return f"code={code}&state={asked['state']}"

    def token(self, asked: dict[str, str]) -> str:
        """Return the signed token for what was asked."""
        now = int(time.time())
        claims = {"iss": self.url, "aud": "houvast", "sub": self.subject, "iat": now, "exp": now + 60,
                  "nonce": asked.get("nonce"), "email": "bob@acme.example", "email_verified": True}  # fmt: skip
        return jwt.encode(claims | self.claims, self.key, algorithm="RS256", headers={"kid": "1"})

    def _handler(self) -> type[BaseHTTPRequestHandler]:
        issuer = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                self._answer(issuer.config() if "openid-configuration" in self.path else issuer.keys())

            def do_POST(self) -> None:
                sent = parse_qs(self.rfile.read(int(self.headers["content-length"])).decode())
                asked = issuer.codes.pop(sent["code"][0], None)
                made = base64.urlsafe_b64encode(hashlib.sha256(sent["code_verifier"][0].encode()).digest())
                if asked is None or made.rstrip(b"=").decode() != asked["code_challenge"]:
                    self._answer({"error": "invalid_grant"}, 400)
                    return
                self._answer({"access_token": "a", "token_type": "Bearer", "id_token": issuer.token(asked)})

            def _answer(self, said: Any, status: int = 200) -> None:
                body = json.dumps(said).encode()
                self.send_response(status)
                self.send_header("content-type", "application/json")
                self.send_header("content-length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, *_: object) -> None:
                pass

        return Handler

    def config(self) -> dict[str, Any]:
        where = {name: f"{self.url}/{name}" for name in ("authorization_endpoint", "token_endpoint", "jwks_uri")}
        return where | {"issuer": self.url, "token_endpoint_auth_methods_supported": ["client_secret_post"]}

    def keys(self) -> dict[str, Any]:
        key = json.loads(jwt.algorithms.RSAAlgorithm.to_jwk(self.told.public_key()))
        return {"keys": [key | {"kid": "1", "alg": "RS256", "use": "sig"}]}
