"""By which private link a visitor opens their place in another browser."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    op.create_table(
        "visitors",
        sa.Column("visitor", sa.String(200), primary_key=True),
        sa.Column("link", sa.String(64), nullable=False),
        sa.Column("renewed_at", sa.DateTime(timezone=True), nullable=False),
    )
