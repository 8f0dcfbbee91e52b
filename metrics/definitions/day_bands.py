"""Bands of working days for histograms, in words that sort as they should."""


def day_band(days: str) -> str:
    """SQL for the band that a whole number of working days falls in; NULL stays not known."""
    single = " ".join(f"WHEN {days} = {n} THEN '{n}'" for n in range(1, 6))
    return f"""
        CASE WHEN {days} <= 0 THEN '0' {single}
             WHEN {days} <= 10 THEN '6 to 10' WHEN {days} <= 20 THEN '11 to 20'
             WHEN {days} > 20 THEN 'more than 20' END
    """
