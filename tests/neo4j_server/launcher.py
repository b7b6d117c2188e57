"""Starts a real Neo4j from Maven Central's jars for the tests, and stops it.

Needs a JDK 17 or newer and Maven. The jars are fetched once into ``.neo4j/`` at the project's root. By hand:
``python tests/neo4j_server/launcher.py`` runs a server until Enter is pressed.
"""

from __future__ import annotations

import secrets
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

HERE = Path(__file__).parent
CACHE = HERE.parent.parent / ".neo4j"
START_SECONDS = 120


@dataclass(frozen=True)
class Server:
    """A running server: where it listens and who may enter."""

    uri: str
    user: str
    password: str


def missing_tools() -> str | None:
    """What to install before a server can run, as a sentence; None if all is there."""
    missing = [package for tool, package in (("java", "openjdk-17-jdk-headless"), ("mvn", "maven")) if not found(tool)]
    return f"a real Neo4j needs: apt install {' '.join(missing)}" if missing else None


def found(tool: str) -> bool:
    return shutil.which(tool) is not None


@contextmanager
def running_server() -> Iterator[Server]:
    """A server with an empty database on a free port and a random password; stopped and wiped at the end.

    Raises `RuntimeError` with the server's own words if it does not start.
    """
    jars = fetched_jars()
    with tempfile.TemporaryDirectory(prefix="accord-neo4j-") as folder:
        home, port = Path(folder), free_port()
        write_settings(home, port)
        log = home / "server.log"
        command = ["java", "-Xmx768m", "-cp", f"{jars}/*", str(HERE / "Server.java"), str(home)]
        with log.open("wb") as output:
            process = subprocess.Popen(command, stdout=output, stderr=subprocess.STDOUT)
        try:
            await_port(process, port, log)
            server = Server(f"bolt://127.0.0.1:{port}", "neo4j", secrets.token_urlsafe(16))
            set_password(server)
            yield server
        finally:
            process.send_signal(signal.SIGTERM)
            try:
                process.wait(30)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()


def fetched_jars() -> Path:
    """The folder of the jars, fetched if the pom has changed or they are not there yet."""
    pom, jars, stamp = HERE / "pom.xml", CACHE / "lib", CACHE / "pom.xml"
    if stamp.exists() and stamp.read_bytes() == pom.read_bytes():
        return jars
    shutil.rmtree(jars, ignore_errors=True)
    CACHE.mkdir(exist_ok=True)
    goal = ["dependency:copy-dependencies", f"-DoutputDirectory={jars}", "-DincludeScope=runtime"]
    done = subprocess.run(["mvn", "-q", "-B", "-f", str(pom), *goal], check=False, capture_output=True, text=True)
    if done.returncode:
        raise RuntimeError(f"Maven could not fetch Neo4j:\n{done.stdout}{done.stderr}")
    stamp.write_bytes(pom.read_bytes())
    return jars


def write_settings(home: Path, port: int) -> None:
    (home / "conf").mkdir()
    settings = {
        "server.bolt.enabled": "true",
        "server.bolt.listen_address": f"127.0.0.1:{port}",
        "dbms.security.auth_enabled": "true",
        "server.memory.pagecache.size": "64m",
        "dbms.usage_report.enabled": "false",
    }
    lines = [f"{name}={value}\n" for name, value in settings.items()]
    (home / "conf" / "neo4j.conf").write_text("".join(lines), encoding="utf-8")


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def await_port(process: subprocess.Popen[bytes], port: int, log: Path) -> None:
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline:
        if process.poll() is not None:
            break
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.2)
    raise RuntimeError(f"Neo4j did not start:\n{log.read_text(errors='replace')[-2000:]}")


def set_password(server: Server) -> None:
    """Change the first password, which has to be done before anything else; the port opens a little too early."""
    from neo4j import GraphDatabase
    from neo4j.exceptions import DriverError, Neo4jError

    deadline = time.monotonic() + START_SECONDS
    while True:
        try:
            with GraphDatabase.driver(server.uri, auth=(server.user, "neo4j")) as driver:
                change = "ALTER CURRENT USER SET PASSWORD FROM 'neo4j' TO $new"
                driver.execute_query(change, {"new": server.password}, database_="system")
            with GraphDatabase.driver(server.uri, auth=(server.user, server.password)) as driver:
                driver.execute_query("RETURN 1", database_="neo4j")
            return
        except (DriverError, Neo4jError):
            if time.monotonic() > deadline:
                raise
            time.sleep(0.5)


if __name__ == "__main__":
    with running_server() as server:
        print(f"NEO4J_USERNAME={server.user} NEO4J_PASSWORD={server.password} accord stats --store {server.uri}")
        input("Enter stops it. ")
