"""Sentences that stand whatever the records say, and the words that give them away.

A clause of a template or a part of the document that no record decides may define, ask, describe a
method or follow from mathematics. Whether it does no test can tell; but words that tell what was
found, or that anybody looked, give away what does not.
"""

import re
from collections.abc import Iterator

FINDING = re.compile(
    r"\b(?:visibl[ey]|faint\w*|streak\w*|plaid|evenly|remains?|stays?|returns?|arms?|bars?|"
    r"mostly|(?<!at )most|nearly|hardly|mainly|rather|cannot|trace|smooth(?:er|est|ly)?|sharper?|"
    r"crisp\w*|(?:stands?|sticks?) out|flat(?:tens?)?|(?:falls?|rises?|drops?)(?! with)|resembl\w+|"
    r"appears?|looks?|round|spots?|patterns?|edges|detail is|noise first|neither|only blocks|"
    r"better|best|worse|worst|wins?|loses?|fails?|well|badly|easy|useless|fine structure|"
    r"always|usually|typically|(?:too|so) (?:large|small|few|many|little)|"
    r"larger|smaller|stronger|weaker|noisier|brighter|fewer|closer|close together|alike|thus|"
    r"indeed|shows? (?:as|that)|mixe?s?|matters?|old|elongated|slanted|nothing is lost)\b",
    re.IGNORECASE,
)
"""Words that tell what was found, or that anybody looked."""

MAY_STAND = {
    "it follows from mathematics": (
        "contrasts and patterns within small windows",
        "and no matrix of rank $r$ is closer to $X$ in the Frobenius norm [@eckart1936]",
        "no other threshold comes closer to $L$",
        "the best that there are",  # projections
        "The angle itself cannot be correlated with anything",
        r"\gamma$ leaves no trace in the largest singular values of the noisy matrix",
        "shows as",
        "Correlated noise of the same variance has its power in fewer singular values",
        "some stick out above the law of Marchenko and Pastur",
        "many fall below it",
        "and the median falls with them",
        "Averaging over 2 × 2 pixels makes neighbouring averages more nearly independent where "
        "correlation does not reach far",
        "makes the image $p$ times smaller on each side",
        r"With the mean image $\bar X$ and the singular vectors $w_i$",
        "Crisp details lie at short wavelengths",
        "The best of several ways looks better than it is on the galaxies that picked it",
        "too large",  # a correlation that was picked as the largest of several
        "The rank is right only if the smallest of them is above the threshold and no other value "
        "is",
        "A slanted line or a second star is no such product",
    ),
    "it says what is done, or what a sign or a column means": (
        "CAE better",
        "at 0 an empty image would do as well",
        "below 0 better",
        "the stronger one",
        "The canonical correlations [@hotelling1936] of two networks are those of the combinations "
        "that agree best",
        "that goes with it most",
        "The autoencoder's error over that of the SVD that is stronger on these galaxies",
        "the number of galaxies that the autoencoder rebuilds better",
        "stronger SVD",
        "As a yardstick every galaxy is drawn as one smooth ellipse with the profile of "
        "@sersic1968",
        "chosen for their spiral arms",  # the galaxies of a figure
        "an eighth of the set but no fewer than 4 and no more than 32",
        "a learning rate that rises and falls once [@smith2019]",
        "and the other half test which of them is better",
        "best first",
        "best",
        "best error",
        "error and best error",
        "The matrices are smooth",  # those that are planted
        "of which the fainter half counts",
        "closer than observed",
        "the number that comes closest to the truth",
        "For either the better of the two regressions counts",
        "For each property the singular vector and the latent that go with it most",
        "Further left and lower is better",
        "The galaxies of which a rule keeps fewest and most",
        "or as the standard deviation of all pixels that remain after clipping five times at three "
        "standard deviations",
    ),
    "it asks, or says what would follow if": (
        "How does it look",
        "and how well",
        "If most of what is stored is noise",
        "If nearly all singular values belong to white noise",
    ),
    "it is known of surveys, of astronomy or of the lecture": (
        "The lecture finds the autoencoder's details crisper than the SVD's",
        'The lecture says of d = 4 that the autoencoder "captures crisp details" which the SVD of '
        "rank 4 does not",
        "The survey's viewer stretches each coadded image so that faint and bright parts fit into "
        "one picture [@lupton2004]",
        "and each of these steps makes neighbours alike",
        "such as arms and bars",  # what volunteers are asked about
        "Their centres are old and red",
        "so the reddest band should stand out most against the sky",
    ),
}
"""Clauses with such words that may stand in every report, and why."""


def findings(clauses: set[str]) -> Iterator[str]:
    """Clauses that tell what was found, though nothing decides on them and no reason is given."""
    allowed = {clause for each in MAY_STAND.values() for clause in each}
    yield from sorted(clause for clause in clauses - allowed if FINDING.search(clause))
