"""Words that nobody reads in the database: enciphered with a key that only the server's secret gives."""

from base64 import urlsafe_b64encode

from cryptography.fernet import Fernet, InvalidToken
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

_KEY_LENGTH = 32
_PURPOSE = b"portal sealed reports"


class Cipher:
    """Enciphers and deciphers text; what one secret's cipher wrote, no other secret's reads."""

    def __init__(self, secret: bytes) -> None:
        key = HKDF(algorithm=SHA256(), length=_KEY_LENGTH, salt=None, info=_PURPOSE).derive(secret)
        self._fernet = Fernet(urlsafe_b64encode(key))

    def encipher(self, words: str) -> bytes:
        """Return the words enciphered, differently each time."""
        # The token tells in the open when it was made: never, so that the database knows no more than the day.
        return self._fernet.encrypt_at_time(words.encode(), 0)

    def decipher(self, stored: bytes) -> str | None:
        """Return the words: none at all where they were erased, None where another secret enciphered them."""
        if not stored:
            return ""
        try:
            return self._fernet.decrypt(stored).decode()
        except InvalidToken:
            return None
