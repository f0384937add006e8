"""The product, filled with tenants, and the limits beside it. Everything lies in a folder of its own under TMPDIR, or /tmp."""
import json
import os
import shutil
import socket
import subprocess
import tempfile
import time
import urllib.request
from pathlib import Path

HERE = Path(__file__).resolve().parent
SCRIPTS = HERE.parent / "scripts"
# Requests are not logged: none of the servers that one compares with logs any.
QUIET = {"LOG_REQUESTS": "errors", "SIGN_UP_RATE": "1000r/s", "SIGN_UP_BURST": "1000", "LOGIN_RATE": "1000r/s", "LOGIN_BURST": "1000"}


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class Product:
    """The product as `make run` starts it, in a place of its own; `settings` go into its environment."""

    def __init__(self, settings={}):
        self.state = Path(tempfile.mkdtemp(prefix="tm-bench-", dir=os.environ.get("TMPDIR", "/tmp")))
        self.state.chmod(0o711)  # PostgreSQL's user passes through
        self.port = free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self.environment = {**os.environ, **QUIET, **settings, "STATE_DIR": str(self.state), "PORT": str(self.port)}
        binary = os.environ.get("TENANT_MANAGER_FOLDER") or subprocess.run([SCRIPTS / "build"], check=True, stdout=subprocess.PIPE, text=True).stdout.strip()
        self.environment["TENANT_MANAGER"] = f"{binary}/tenant-manager"
        subprocess.run([SCRIPTS / "start"], check=True, env=self.environment)

    def sql(self, database, text):
        out = subprocess.run(["psql", "-XqAt", "-v", "ON_ERROR_STOP=1", "-d", database, "-f", "-"], input=text, text=True,
                             capture_output=True, env=self.postgres())
        if out.returncode:
            raise SystemExit(f"psql {database}: {out.stderr}")
        return out.stdout.strip()

    def postgres(self):
        password = (self.state / "secrets/postgres-superuser-password").read_text()
        return {**os.environ, "PGHOST": str(self.state / "sockets/postgres"), "PGUSER": "postgres", "PGPASSWORD": password}

    def pids(self):
        names = {"host": "host-1", "nginx": "nginx", "postgres": "postgres"}
        return {name: int((self.state / "pids" / file).read_text().split()[0]) for name, file in names.items()}

    def write_pids(self):
        pids = self.pids()
        path = self.state / "bench.pids"
        path.write_text(f"app {pids['host']}\nfront {pids['nginx']}\npg {pids['postgres']}\n")
        return path

    def stop(self):
        subprocess.run([SCRIPTS / "stop"], env=self.environment)
        shutil.rmtree(self.state, ignore_errors=True)


class Stack(Product):
    """The product with `count` tenants of 10,000 people, one more to be written to, and one of `most` people unless that is 0."""

    def __init__(self, count, most):
        super().__init__()
        self.tokens = self.state / "tokens"
        self.databases = []
        with open(self.tokens, "w") as tokens:
            for i in range(count):
                tokens.write(self.fill(i, 10_000) + "\n")
        self.one = self.state / "token-of-one"
        self.one.write_text(self.fill(count, 10_000) + "\n")
        self.database_of_one = self.databases.pop()  # it is written to, and the limits are measured on what is not
        self.large, self.database_of_many = self.state / "token-of-many", None
        if most:
            self.large.write_text(self.fill(count + 1, most) + "\n")
            self.database_of_many = self.databases.pop()

    def fill(self, i, people):
        body = json.dumps({"organization_name": f"Bench {i}", "admin_email": f"bench{i}@example.com",
                           "admin_password": "correct horse battery"}).encode()
        request = urllib.request.Request(self.url + "/api/auth/register-organization", body, {"Content-Type": "application/json"})
        data = json.load(urllib.request.urlopen(request, timeout=60))["data"]
        database = self.sql("tenant_manager", f"SELECT database_name FROM tenant WHERE id = '{data['tenant_id']}'")
        self.databases.append(database)
        self.sql(database, f"\\set people {people}\n" + (HERE / "sql/people.sql").read_text())
        return data["access_token"]


class Limits:
    """nginx by itself, the C hello behind nginx, and pgbench against the tenants' own databases."""

    def __init__(self, stack):
        self.stack = stack
        self.home = Path(tempfile.mkdtemp(prefix="tm-limits-", dir="/tmp"))
        self.home.chmod(0o711)
        port = free_port()
        self.url = f"http://127.0.0.1:{port}"
        subprocess.run(["gcc", "-O2", "-pthread", "-o", self.home / "hello", HERE / "limits/hello.c", "-lfcgi"], check=True)
        self.hello = subprocess.Popen([self.home / "hello", self.home / "hello.sock", "80"])
        text = (HERE / "limits/nginx.conf.template").read_text()
        for key, value in {"HOME": self.home, "SOCKET": self.home / "hello.sock", "PORT": port}.items():
            text = text.replace(f"@{key}@", str(value))
        if os.geteuid():
            text = text.replace("user root;\n", "")
        (self.home / "nginx.conf").write_text(text)
        self.nginx = subprocess.Popen([shutil.which("nginx") or "/usr/sbin/nginx", "-c", self.home / "nginx.conf", "-e", self.home / "nginx.log"])
        for _ in range(100):
            try:
                urllib.request.urlopen(self.url + "/hello").read()
                return
            except OSError:
                time.sleep(0.05)
        raise SystemExit("the C hello does not answer")

    def pids(self):
        return {"host": self.hello.pid, "nginx": self.nginx.pid}

    def pgbench_of_all(self, name, options):
        """The product's own statements for the workload, over all tenants' databases in turn."""
        # One pgbench runs against one database: the clients are spread over as many of them as there are clients.
        databases = self.stack.databases[: options.connections]
        return self.pgbench(name, options.seconds, databases, max(1, options.connections // len(databases)))

    def pgbench(self, name, seconds, databases, clients):
        """The product's own statements for the workload; so many clients for each of the databases."""
        script = self.home / f"{name}.sql"
        script.write_text((HERE / f"sql/limit-{name}.sql").read_text())
        runs = [subprocess.Popen(["pgbench", "-n", "-M", "prepared", "-c", str(clients), "-T", str(seconds), "-f", script, database],
                                 stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, env=self.stack.postgres())
                for database in databases]
        rate = latency = 0.0
        for run in runs:
            for line in run.communicate()[0].splitlines():
                if line.startswith("tps = "):
                    rate += float(line.split()[2])
                if line.startswith("latency average"):
                    latency = float(line.split()[3])
        return {"rps": rate, "p50_ms": latency, "p99_ms": 0.0, "cpu": {}}

    def stop(self):
        for process in (self.nginx, self.hello):
            process.terminate()
            process.wait()
        shutil.rmtree(self.home, ignore_errors=True)
