"""The web page: its files, as `make page` bundles them, and what a browser may do with them."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from starlette.requests import Request
from starlette.responses import FileResponse, HTMLResponse, Response
from starlette.routing import Route

from extract.resources import resource

# Scripts, styles and data of this server only; nothing inline, nothing from elsewhere, no text that becomes a script.
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self' data: blob:; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'"
)
_TYPES = {".js": "text/javascript", ".css": "text/css", ".svg": "image/svg+xml", ".txt": "text/plain"}
_HEADERS = {"Cache-Control": "no-cache"}
_NOT_BUILT = """\
<!DOCTYPE html>
<html lang="en">
<head><meta charset="utf-8"><title>cn-stp-kg</title><link rel="stylesheet" href="/card.css"></head>
<body>
<main>
<h1>The web page is not built</h1>
<p>This server answers queries, but the files of its web page are missing from this installation. In a checkout, with
npm (on Debian and Ubuntu: <code>apt install npm</code>), run <code>make page</code> and start the server again.</p>
<p lang="zh-CN">网页尚未构建：请在代码目录中运行 <code>make page</code>（需要 npm），然后重新启动服务。</p>
<p><a href="/openapi.json">/openapi.json</a> lists what there is besides.</p>
</main>
</body>
</html>
"""


@cache
def page_folder() -> Path | None:
    """The folder of the bundled page; None where it was not built."""
    try:
        folder = resource("build/page")
    except FileNotFoundError:
        return None
    return folder if (folder / "main.js").exists() else None


async def front(request: Request) -> Response:
    """The page itself, or how to build it."""
    folder = page_folder()
    if folder is None:
        return HTMLResponse(_NOT_BUILT)
    headers = {**_HEADERS, "Content-Security-Policy": POLICY, "Cross-Origin-Opener-Policy": "same-origin"}
    return FileResponse(folder / "index.html", headers=headers)


async def file(request: Request) -> Response:
    """A script, a style sheet or a picture of the page."""
    folder, name = page_folder(), request.path_params["name"]
    # Only a name that the folder itself lists leads to a file.
    names = {path.name for path in folder.iterdir() if path.suffix in _TYPES} if folder else set()
    if folder is None or name not in names:
        return Response("there is no such file of the page\n", 404, media_type="text/plain")
    path = folder / name
    return FileResponse(path, headers=_HEADERS, media_type=_TYPES[path.suffix])


PAGE_ROUTES = [Route("/", front), Route("/app/{name}", file)]
