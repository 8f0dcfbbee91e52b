"""Referrals as ASSIST's system writes them, for tests about what goes back to a provider."""

HEADINGS = (
    "ASSIST Ref,Case No,Police Incident No,Incident Date,Date Referred,Date Received,"
    "Local Authority,Referred By,Service,Referrer Risk,Our Risk,Outcome,Client Name"
)
NAME = "Ishbel Planted"


def line(number: int, **told: str) -> str:
    """One row; cells by heading, with _ for a space."""
    cells = {
        "ASSIST_Ref": f"AA{number}",
        "Case_No": f"C{number}",
        "Police_Incident_No": f"I{number}",
        "Incident_Date": "01/03/2024",
        "Date_Referred": "02/03/2024",
        "Date_Received": "03/03/2024",
        "Local_Authority": "Fife",
        "Referred_By": "Police Scotland",
        "Service": "ASSIST",
        "Referrer_Risk": "H",
        "Our_Risk": "M",
        "Outcome": "engaged",
        "Client_Name": NAME,
    }
    return ",".join((cells | told).values())


def file(*lines: str) -> str:
    """A whole file."""
    return "\n".join([HEADINGS, *lines]) + "\n"
