"""A definition, and a target for it whose every answer is wrong and wants to harm who reads of it."""

import http.server
import json
import threading

EVIL = [
    "<script>window.owned=1</script>", "</script><script>window.owned=2</script>",
    "<img src=http://127.0.0.1:9/x onerror=window.owned=3>", "\"><svg onload=window.owned=4>",
    "'onmouseover='window.owned=5", "]]><!--", "--><b>bold</b>", "<!--muster:rows-->",
    "\u202egnp.exe\u2066", "\u001b[2J\u001b]0;owned\u0007", "a\u2028b\u2029c", "\u0000\ufeff\u0085",
    "</title></style></pre></table><style>*{display:none}</style>", "{{{script}}}", "&lt;b&gt;",
]
OPERATIONS = 40


def definition():
    """JSON that is laid out, so that it has lines to be shown; its texts are hostile too."""
    def schema(number):
        return {
            "type": "object", "required": ["id", "name"],
            "properties": {
                "id": {"type": "integer", "description": EVIL[number % len(EVIL)]},
                "name": {"type": "string", "maxLength": 5}, "tags": {
                    "type": "array", "items": {"type": "string"}}}}
    paths = {}
    for number in range(OPERATIONS):
        def answers():
            return {
                "200": {"description": EVIL[number % len(EVIL)], "content": {
                    "application/json": {"schema": schema(number)}}},
                "400": {"description": "bad"}, "404": {"description": "none"}}
        paths[f"/things{number}/{{id}}"] = {
            "get": {
                "summary": EVIL[number % len(EVIL)],
                "parameters": [
                    {"name": "id", "in": "path", "required": True, "schema": {
                        "type": "integer", "minimum": 1, "maximum": 100000}},
                    {"name": "q", "in": "query", "schema": {"type": "string", "maxLength": 40}},
                    {"name": "n", "in": "query", "schema": {"type": "integer", "minimum": 0}}],
                "responses": answers()}}
    return json.dumps({
        "openapi": "3.0.3", "info": {"title": "Things " + EVIL[1], "version": "1 <b>"},
        "paths": paths}, indent=2)


class Target(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_GET(self):
        number = sum(map(ord, self.path.split("?")[0].split("/")[1]))
        evil = EVIL[number % len(EVIL)]
        body = json.dumps({
            "id": evil, "name": evil * 3, "tags": ["x", evil, 7], evil: EVIL,
            "more": ["line %d" % line for line in range(30)]}, ensure_ascii=number % 2 == 0)
        body = body.encode()
        self.send_response(200, "OK <script>window.owned=6</script>")
        self.send_header("Content-Type", "application/json")
        self.send_header("X-Evil", "<script>window.owned=7</script>")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    do_POST = do_PUT = do_DELETE = do_PATCH = do_HEAD = do_OPTIONS = do_GET

    def log_message(self, *_):
        pass


class Server(http.server.ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 64

    def handle_error(self, *_):
        pass


def start():
    """The base URL of a target that ends with the process."""
    server = Server(("127.0.0.1", 0), Target)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return f"http://127.0.0.1:{server.server_port}"
