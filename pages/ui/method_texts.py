"""Every method in plain English, with its formula and where it is from, for the methods page."""

from dataclasses import dataclass
from html import escape


@dataclass(frozen=True)
class Method:
    """One method: what it answers and how, its formula and source, and the module it is in."""

    title: str
    plain: str
    formula: str
    source: str
    module: str

    def as_html(self) -> str:
        """Formula, source and module as a list of facts."""
        facts = {"Formula": self.formula, "Source": self.source, "Written in": self.module}
        pairs = "".join(f"<dt>{name}</dt><dd>{escape(text)}</dd>" for name, text in facts.items())
        return f'<dl class="facts">{pairs}</dl>'


METHODS = (
    Method(
        "Interval of a share",
        "A share from a small number of cases could easily have come out otherwise. The interval "
        "says how far: 95 of 100 such intervals hold the share that would be seen if cases went "
        "on arriving in the same way for ever.",
        "(p + z²/2n ± z √(p(1-p)/n + z²/4n²)) / (1 + z²/n), where p is the share, n the cases, "
        "z = 1.96 for 95 %",
        "Wilson, Journal of the American Statistical Association, 1927",
        "metrics/rates.py",
    ),
    Method(
        "Interval of a count or a rate",
        "The same for counts, and for rates per 100: even with nothing changed, a month with 100 "
        "referrals could have had 81 or 122. Counts under 10 use the exact Poisson interval.",
        "low = x (1 - 1/9x - z/3√x)³, high = (x+1) (1 - 1/9(x+1) + z/3√(x+1))³, for x events",
        "Byar's approximation, in Breslow and Day, Statistical Methods in Cancer Research II, 1987",
        "metrics/rates.py",
    ),
    Method(
        "Is it moving? The XmR chart",
        "A monthly number always wobbles. The chart measures the usual wobble from one month to "
        "the next and draws limits that it stays within. A movement is called only on a month "
        "outside the limits, seven months in a row on one side of the mean, seven in a row rising "
        "or falling, or two of three close to a limit. With fewer than 12 months the limits are "
        "called trial limits.",
        "mean ± 2.66 mean moving ranges, after leaving out moving ranges above 3.267 times their "
        "mean; inner limits at two thirds of the way",
        "NHS England, Making Data Count; Shewhart",
        "metrics/spc.py",
    ),
    Method(
        "Did the level shift? Steps that are suggested",
        "The computer looks for months from which on a number stayed higher or lower, and says "
        "what happened at the time, or that nothing known explains it. It is a hint to look: no "
        "limit and no date follows from it. Where nothing shifted it suggests a step in about 1 "
        "series of 500, where the level drifts in up to 1 of 8; small shifts in small numbers "
        "are missed.",
        "least squares of the logarithms, free of season, with 16 variances of a month for each "
        "step; the half years on both sides differ by 3 standard errors",
        "Jackson and others, IEEE Signal Processing Letters, 2005; measured in docs/steps.md",
        "metrics/steps.py",
    ),
    Method(
        "Do councils differ by more than chance? The funnel",
        "A council with few cases will stand far from the national figure by chance alone, so the "
        "limits widen to the left like a funnel. About 1 council in 20 falls outside the inner "
        "limits by chance and 1 in 500 outside the outer ones. Councils always differ a little "
        "for reasons nobody records (overdispersion), so the limits are widened by as much as the "
        "councils as a whole vary. Outside means: worth asking why. It does not mean bad.",
        "target ± z √(t(1-t)/n) with z = 1.96 and 3.09 on the arcsine scale; widened by τ, from "
        "φ = Σz²/k with z-scores winsorised at the 10th and 90th percentile; τ = 0 when "
        "φ < (k-1)/k",
        "Spiegelhalter, Statistics in Medicine, 2005",
        "metrics/funnel.py",
    ),
    Method(
        "What do the divisions say together? A pooled mean",
        "Each division's change counts by how sure it is; where divisions truly differ, all count "
        "more alike. Cochran's Q says whether they differ by more than "
        "chance. The mean's interval says how sure the middle is; the wider range after it is "
        "where the change of another division like them would lie, 95 times in 100. What all "
        'divisions shared in the same months is in neither. It is the row "All together" on '
        "Before and after, when it is shown by police division.",
        "w = 1/v, Q = Σ w (y - ȳ)² on k - 1 degrees of freedom, τ² = max(0, (Q - (k-1)) / "
        "(Σw - Σw²/Σw)), mean with weights 1/(v + τ²), on the log scale; interval with Student's t "
        "on k - 1, range of another with k - 2 degrees of freedom",
        "DerSimonian and Laird, Controlled Clinical Trials, 1986; Hartung and Knapp, Statistics in "
        "Medicine, 2001; Higgins, Thompson and Spiegelhalter, Journal of the Royal Statistical "
        "Society A, 2009",
        "metrics/random_effects.py",
    ),
    Method(
        "How much do councils differ? Heterogeneity",
        "I² is the part of the differences between councils that chance does not explain, τ how "
        "large those differences are. They are read together, since I² rises with the number of "
        "cases even when the differences stay the same. No page shows either of them for councils "
        "yet; a later edition will.",
        "Q = Σ w (y - ȳ)², I² = max(0, (Q - (k-1)) / Q), τ² by DerSimonian and Laird, on the "
        "logit scale",
        "Cochran, 1954; DerSimonian and Laird, Controlled Clinical Trials, 1986; Higgins and "
        "Thompson, Statistics in Medicine, 2002",
        "metrics/heterogeneity.py",
    ),
    Method(
        "Did referrals change? A level that drifts",
        "Monthly counts drift, run high or low for a while and have a season even when nothing "
        "happens. A step at the change is called a rise or a fall only if it is larger than such "
        "drift explains, judged by how much real monthly series of other kinds drift. Months of "
        "the transition window belong to neither side. It shows that referrals changed when the "
        "model changed; it cannot show that nothing else changed at the same time, and so known "
        "events are drawn on the chart. By the dates that ship with the dashboard the first "
        "lockdown lies within the transition window of the move to public task, so no estimate "
        "rests on its months; where a division's own date is earlier, they are after it. How "
        "often it is wrong is in docs/verdict.md.",
        "log μ = log(exposure) + level + effect after the change + one yearly wave + drift + "
        "calendar + scatter, averaged over a reference class of how large each is",
        "after Harvey and Durbin, Journal of the Royal Statistical Society A, 1986",
        "metrics/verdict.py",
    ),
    Method(
        "The usual model beside it: interrupted time series",
        "The months before the change are carried on, with their trend and their seasons, as if "
        "nothing had changed. It takes no drift into account, so it claims a change too often, and "
        "stands beside the result for comparison only. How much more its months vary than chance, "
        "and whether its errors are correlated, is said with it.",
        "log μ = log(exposure) + b₀ + b₁ t + b₂ D + b₃ (t - T₀) D + two pairs of annual harmonics, "
        "quasi-Poisson; step exp(b₂)",
        "Lopez Bernal, Cummins and Gasparrini, International Journal of Epidemiology, 2017",
        "metrics/plain.py",
    ),
    Method(
        "What if all shared a shock? Divisions that had not yet changed",
        "Where divisions changed a year or more apart, one that has changed is read against those "
        "that had not yet, in the same months, for as long as at least two of them are left. What "
        "all have in common, a lockdown or a new way of recording, then cancels. A division that "
        "has changed is never a comparison.",
        "the level that drifts, with exposure times (the others' counts / what they were before)",
        "after Callaway and Sant'Anna, Journal of Econometrics, 2021",
        "metrics/not_yet_changed.py",
    ),
    Method(
        "Do sender and receiver agree on risk? Kappa",
        "Two people who guess also agree now and then. Kappa is the agreement beyond that: 0 is "
        "no better than guessing, 1 is perfect. A high risk read as standard counts as four times "
        "as bad as one read as medium. No page shows it yet, only the plain share of pairs that "
        "agree (C20); a later edition will.",
        "1 - Σ w o / Σ w e with w = (i - j)²; o observed, e expected pairs",
        "Cohen, Psychological Bulletin, 1968; standard error of Fleiss, Cohen and Everitt, 1969",
        "metrics/agreement.py",
    ),
)
