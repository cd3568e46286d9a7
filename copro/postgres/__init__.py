"""The PostgreSQL that comes with copro: a database engine which starts its own server when none is named."""
