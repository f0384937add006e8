"""Stands in for a tenant's own Twenty server: answers any path by what `do` in the query says, and by an echo without it.

It is a name server, too, for which every name is this machine's. Prints the two ports that it listens on, and ends with the
program that started it. With a PEM file as argument it speaks TLS.
"""

import hashlib
import json
import os
import socketserver
import ssl
import sys
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit

parent = os.getppid()
releases = {}
seen = []
lock = threading.Lock()


def release(name):
    with lock:
        return releases.setdefault(name, threading.Event())


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def answer(self):
        digest, length = self.read_body()
        query = {name: values[0] for name, values in parse_qs(urlsplit(self.path).query).items()}
        wanted = query.get("do", "echo")
        if wanted not in ("seen", "release"):
            with lock:
                seen.append(self.path)
        getattr(self, "do_" + wanted)(query, digest, length)

    do_GET = do_HEAD = do_POST = do_PUT = do_PATCH = do_DELETE = answer

    def read_body(self):
        digest, length = hashlib.sha256(), int(self.headers.get("Content-Length", 0))
        left = length
        while left > 0:
            piece = self.rfile.read(min(left, 1 << 20))
            if not piece:
                break
            digest.update(piece)
            left -= len(piece)
        return digest.hexdigest(), length

    def say(self, body, status=200, **headers):
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)

    def do_echo(self, query, digest, length):
        fields = {name.lower(): value for name, value in self.headers.items()}
        text = json.dumps(
            {"method": self.command, "target": self.path, "fields": fields, "sha256": digest, "length": length})
        self.say(text.encode(), Content_Type="application/json")

    def do_plain(self, query, digest, length):
        self.say(b"plain", Content_Type="text/plain", X_Powered_By="Stand-in", X_Frame_Options="ALLOWALL")

    def do_status(self, query, digest, length):
        self.say(b"its own words", status=int(query["code"]), Content_Type="text/plain")

    def do_redirect(self, query, digest, length):
        here = "http://%s" % self.headers["Host"]
        self.say(b"", status=302, Location=query["to"].replace("SELF", here))

    def do_cookie(self, query, digest, length):
        self.say(b"", Set_Cookie="visit=1; Domain=crm.acme.example; Path=/")

    def do_accel(self, query, digest, length):
        self.say(b"its own words", X_Accel_Redirect=query["to"], X_Hand_Off_Key="stolen")

    def do_sleep(self, query, digest, length):
        time.sleep(float(query["seconds"]))
        self.say(b"at last")

    def do_download(self, query, digest, length):
        left = int(query["bytes"])
        self.send_response(200)
        self.send_header("Content-Length", str(left))
        self.end_headers()
        piece = bytes(range(256)) * 4096
        while left > 0:
            self.wfile.write(piece[:left])
            left -= min(left, len(piece))

    def do_events(self, query, digest, length):
        """One event at once, the other when it is released."""
        self.send_response(200)
        self.send_header("Content-Type", "text/event-stream")
        self.send_header("Transfer-Encoding", "chunked")
        self.end_headers()
        self.chunk(b"data: first\n\n")
        release(query["name"]).wait(30)
        self.chunk(b"data: last\n\n")
        self.wfile.write(b"0\r\n\r\n")

    def do_release(self, query, digest, length):
        release(query["name"]).set()
        self.say(b"")

    def do_seen(self, query, digest, length):
        with lock:
            self.say(json.dumps(seen).encode(), Content_Type="application/json")

    def chunk(self, data):
        self.wfile.write(b"%x\r\n%s\r\n" % (len(data), data))
        self.wfile.flush()

    def log_message(self, *arguments):
        pass


class Server(ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 512

    def handle_error(self, request, client_address):
        pass  # A client that leaves is none of ours to report.


class Names(socketserver.BaseRequestHandler):
    """RFC 1035 §4: the question again, and for type A (1) an answer of 127.0.0.1."""

    def handle(self):
        packet, socket = self.request
        end = packet.index(b"\0", 12) + 5
        kind = int.from_bytes(packet[end - 4 : end - 2], "big")
        answers = 1 if kind == 1 else 0
        head = packet[:2] + b"\x81\x80" + b"\0\1" + answers.to_bytes(2, "big") + bytes(4)
        record = b"\xc0\x0c\0\1\0\1\0\0\0\1\0\4\x7f\0\0\1"
        socket.sendto(head + packet[12:end] + record * answers, self.client_address)


names = socketserver.UDPServer(("127.0.0.1", 0), Names)
server = Server(("127.0.0.1", 0), Handler)
if len(sys.argv) > 1:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(sys.argv[1])
    server.socket = context.wrap_socket(server.socket, server_side=True)
print(server.server_address[1], names.server_address[1], flush=True)
for one in (server, names):
    threading.Thread(target=one.serve_forever, daemon=True).start()
while os.getppid() == parent:
    time.sleep(1)
