"""The floor: a bare Flask hello-world, served by the same server as the portal."""

from flask import Flask


def make_flask() -> Flask:
    """Return H: Flask answering one route with five letters."""
    app = Flask("hello")

    @app.get("/")
    def hello() -> str:
        return "hello"

    return app
