"""What several people do at the same moment."""

import threading

from django.db import connection


def at_once(*jobs):
    """Does each job in a thread and a connection of its own, all beginning together; gives their answers."""
    answers, start = [], threading.Barrier(len(jobs))

    def do(job):
        try:
            start.wait()
            answers.append(job())
        finally:
            connection.close()

    threads = [threading.Thread(target=do, args=[job]) for job in jobs]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(answers) == len(jobs)
    return answers
