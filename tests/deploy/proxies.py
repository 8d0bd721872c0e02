"""A reverse proxy on a free port, with the configuration of `deploy/` and a certificate of its own."""

from __future__ import annotations

import shutil
import socket
import subprocess
import time
from contextlib import suppress
from pathlib import Path

from tests.browser.running import free_port

DEPLOY = Path(__file__).parent.parent.parent / "deploy"
WRAPPED = "pid {home}/pid; error_log {home}/error.log; daemon off;\nevents {{}}\nhttp {{ access_log off; {temporary}\n{site}\n}}\n"
TEMPORARY = ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")


class Nginx:
    """nginx with `deploy/nginx.conf`: the site's name, ports, certificate and the server behind it replaced, nothing else."""

    def __init__(self, home: Path, behind: int) -> None:
        home.chmod(0o755)
        self.home, self.plain, self.port = home, free_port(), free_port()
        _certificate(home)
        site = (DEPLOY / "nginx.conf").read_text("utf-8")
        for old, new in self._own(behind).items():
            assert old in site
            site = site.replace(old, new)
        temporary = " ".join(f"{name}_temp_path {home}/{name};" for name in TEMPORARY)
        self.file = home / "nginx.conf"
        self.file.write_text(WRAPPED.format(home=home, temporary=temporary, site=site), "utf-8")

    def _own(self, behind: int) -> dict[str, str]:
        return {
            "    listen [::]:80;\n": "", "    listen [::]:443 ssl http2;\n": "",
            "listen 80;": f"listen 127.0.0.1:{self.plain};", "listen 443 ssl": f"listen 127.0.0.1:{self.port} ssl",
            "server 127.0.0.1:8866;": f"server 127.0.0.1:{behind};", "/etc/ssl/workbook": str(self.home), "workbook.example.org": "localhost",
        }  # fmt: skip

    def check(self) -> subprocess.CompletedProcess[str]:
        """What `nginx -t` says."""
        return subprocess.run([nginx(), "-t", "-c", self.file], capture_output=True, text=True, check=False)

    def start(self) -> Nginx:
        """Start it, and wait until it answers."""
        self.process = subprocess.Popen([nginx(), "-c", self.file], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        for _ in range(200):
            with suppress(OSError), socket.create_connection(("127.0.0.1", self.plain), timeout=2):
                return self
            time.sleep(0.05)
        message = f"nginx did not start: {(self.home / 'error.log').read_text('utf-8')}"
        raise RuntimeError(message)

    def stop(self) -> None:
        """End it."""
        self.process.terminate()
        self.process.wait(10)


def nginx() -> str:
    """Where nginx is; "" when it is missing. Debian keeps it where only an administrator's shell looks."""
    return shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin:/usr/local/sbin") or ""


def _certificate(home: Path) -> None:
    words = ["req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "2", "-subj", "/CN=localhost"]
    files = ["-keyout", home / "privkey.pem", "-out", home / "fullchain.pem"]
    subprocess.run(["openssl", *words, *files], check=True, capture_output=True)
