"""What a worker process does: receive reports, send back their analyses."""

import os
import signal
from multiprocessing.connection import Connection
from queue import SimpleQueue
from threading import Thread
from typing import Any

from musnad.bulk.attempts import Analyser, attempt
from musnad.model import Settings

READY = "ready"


def work(connection: "Connection[Any, Any]", analyser: Analyser, settings: Settings) -> None:
    """Analyse lists of reports from *connection*, in their order, until its other end is closed.

    Sends :data:`READY` first, then for each list a list of analyses or failures.
    """
    # Ctrl-C goes to all processes of a terminal; when to stop is the parent's decision.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    inbox: SimpleQueue[Any] = SimpleQueue()
    # Receiving beside the work, so that the parent can always send while this one sends.
    Thread(target=_receive, args=(connection, inbox), daemon=True).start()
    try:
        connection.send(READY)
        while True:
            connection.send([attempt(analyser, report, settings) for report in inbox.get()])
    except OSError:
        # The parent is gone.
        os._exit(0)


def _receive(connection: "Connection[Any, Any]", inbox: "SimpleQueue[Any]") -> None:
    try:
        while True:
            inbox.put(connection.recv())
    except (EOFError, OSError):
        # The parent has closed its end or was killed: nobody waits for what is being analysed.
        os._exit(0)
