"""Why something could not be fetched."""

#: Answers that say: there is nothing here, and asking again is no use.
GONE = (404, 410, 451)


class Failure(Exception):
    """An address could not be fetched, in a person's words: what is wrong and what to do.

    Attributes:
        message: one or two sentences.
        status: of the server's answer; None if there was none.
        passing: whether trying again soon may help.
        wait: seconds that the server asked to be left alone for; None if it did not.
        gone: whether the server says that there is nothing here and asking again is no use.
    """

    def __init__(
        self,
        message: str,
        *,
        status: int | None = None,
        passing: bool = False,
        wait: float | None = None,
        gone: bool = False,
    ) -> None:
        super().__init__(message)
        self.message = message
        self.status = status
        self.passing = passing
        self.wait = wait
        self.gone = gone
