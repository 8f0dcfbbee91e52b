"""When an agreement was in force: one rule for every indicator that asks."""


def in_force(day: str) -> str:
    """SQL condition on `agreements a`: signed by a day (a SQL expression), and not ended before.

    A draft never is. One marked expired or withdrawn that does not say when it ended cannot be
    shown to have been in force, so it never is either.
    """
    return f"""
        a.signed_date <= {day}
        AND COALESCE(a.status, 'in_force') <> 'draft'
        AND (a.end_date >= {day}
             OR (a.end_date IS NULL AND COALESCE(a.status, 'in_force') = 'in_force'))
    """
