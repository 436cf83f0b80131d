people <- 1000

simulate <- function(beta, trial) {
  susceptible <- people - 10
  infected <- peak <- 10
  while (infected > 0) {
    caught <- rbinom(1, susceptible, 1 - exp(-beta * infected / people))
    infected <- infected + caught - rbinom(1, infected, 0.1)
    susceptible <- susceptible - caught
    peak <- max(peak, infected)
  }
  list(attackRate = 1 - susceptible / people, peak = peak)
}
