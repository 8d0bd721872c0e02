"""Workbooks, their answers, and what else is kept with them."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    op.create_table(
        "workbooks",
        sa.Column("id", sa.String(32), primary_key=True),
        sa.Column("visitor", sa.String(200), nullable=False),
        sa.Column("title", sa.String(200), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("opened_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("read_only", sa.Boolean, nullable=False),
        sa.Column("original", sa.Text),
    )
    op.create_index("workbooks_by_visitor", "workbooks", ["visitor", "opened_at"])
    op.create_table(
        "answers",
        sa.Column("workbook_id", sa.String(32), sa.ForeignKey("workbooks.id"), primary_key=True),
        sa.Column("form", sa.String(200), primary_key=True),
        sa.Column("field", sa.String(200), primary_key=True),
        sa.Column("revision", sa.Integer, primary_key=True),
        sa.Column("base", sa.Integer, nullable=False),
        sa.Column("rival", sa.Boolean, nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("writer", sa.String(200), nullable=False),
        sa.Column("raw", sa.Text, nullable=False),
        sa.Column("value", sa.Text, nullable=False),
    )
    op.create_table(
        "kept",
        sa.Column("workbook_id", sa.String(32), sa.ForeignKey("workbooks.id"), primary_key=True),
        sa.Column("kind", sa.String(200), primary_key=True),
        sa.Column("name", sa.String(200), primary_key=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("payload", sa.Text, nullable=False),
    )
