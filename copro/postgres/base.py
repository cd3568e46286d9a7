"""Django's PostgreSQL backend, on the embedded server.

In DATABASES: `"ENGINE": "copro.postgres"` and `"DATA": folder`, with `"THROWAWAY": True` for a run of tests.
Importing settings starts nothing; the first connection does.
"""

from functools import cache

from django.db.backends.postgresql import base

from .cluster import USER, Cluster


@cache
def cluster(data, throwaway=False):
    """The one Cluster of this process for a data folder."""
    return Cluster(data, throwaway)


class DatabaseWrapper(base.DatabaseWrapper):
    """Asks for the running server each time it connects, so that one that was killed is started again."""

    @property
    def cluster(self):
        return cluster(self.settings_dict["DATA"], self.settings_dict.get("THROWAWAY", False))

    def get_connection_params(self):
        host = self.cluster.ensure()
        return super().get_connection_params() | {"host": host, "user": USER}

    def get_new_connection(self, conn_params):
        self.cluster.ensure()
        return super().get_new_connection(conn_params)
