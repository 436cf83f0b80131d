import numpy as np

PEOPLE = 1000


def simulate(beta, trial):
    rng = np.random.default_rng()
    susceptible, infected, peak = PEOPLE - 10, 10, 10
    while infected > 0:
        caught = rng.binomial(susceptible, 1 - np.exp(-beta * infected / PEOPLE))
        infected += caught - rng.binomial(infected, 0.1)
        susceptible -= caught
        peak = max(peak, infected)
    return {"attackRate": 1 - susceptible / PEOPLE, "peak": peak}
