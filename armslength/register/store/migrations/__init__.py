"""From each schema to the next (Alembic), on files that hold data: see `keeping.upgrade`."""

from pathlib import Path

from sqlalchemy import Connection


def migrate(connection: Connection, to: str = "head", folder: Path = Path(__file__).parent) -> None:
    """Bring the tables of a database to a schema, within the transaction of the connection."""
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(folder).replace("%", "%%"))
    config.attributes["connection"] = connection
    command.upgrade(config, to)
