/* The model in C, as a program that speaks the worker protocol: lines of JSON on 3 and 4. */
#include <math.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

enum { PEOPLE = 1000 };

static long binomial(long n, double p) {
  long count = 0;
  while (n-- > 0) count += drand48() < p;
  return count;
}

static void simulate(double beta, double *attack_rate, long *peak) {
  long susceptible = PEOPLE - 10, infected = 10;
  *peak = infected;
  while (infected > 0) {
    long caught = binomial(susceptible, 1 - exp(-beta * infected / PEOPLE));
    infected += caught - binomial(infected, 0.1);
    susceptible -= caught;
    if (infected > *peak) *peak = infected;
  }
  *attack_rate = 1 - (double)susceptible / PEOPLE;
}

/* The number that follows the first "key": in a line. */
static double number(const char *line, const char *key) {
  const char *at = strstr(line, key);
  return at ? strtod(at + strlen(key), NULL) : NAN;
}

static double now(void) {
  struct timespec time;
  clock_gettime(CLOCK_REALTIME, &time);
  return time.tv_sec * 1e3 + time.tv_nsec / 1e6;
}

int main(void) {
  FILE *in = fdopen(3, "r"), *out = fdopen(4, "w");
  char *line = NULL, set_up_for[4096] = "";
  size_t size = 0;
  signal(SIGTERM, SIG_IGN), signal(SIGINT, SIG_IGN), signal(SIGHUP, SIG_IGN);
  srand48(time(NULL) ^ (long)getpid() << 16);
  fprintf(out, "{\"kind\":\"hello\",\"protocol\":1,\"language\":\"C\",\"version\":\"99\"}\n");
  while (fflush(out), getline(&line, &size, in) > 0) {
    if (strstr(line, "\"kind\":\"end\"")) return 0;
    if (strstr(line, "\"kind\":\"ping\"")) fprintf(out, "{\"kind\":\"pong\",\"holds\":0}\n");
    if (!strstr(line, "\"kind\":\"rows\"")) continue;
    /* "procId":0,"exclude":[…] : another one is another set-up. */
    char *set_up = strstr(line, "\"procId\""), *end = strchr(set_up, ']');
    char wanted[4096];
    snprintf(wanted, sizeof wanted, "%.*s", (int)(end - set_up), set_up);
    if (strcmp(wanted, set_up_for) != 0) fprintf(out, "{\"kind\":\"ready\"}\n");
    strcpy(set_up_for, wanted);
    /* It did not say "batch", so it gets one row at a time. */
    double started = now(), attack_rate;
    long peak;
    simulate(number(line, "\"beta\":"), &attack_rate, &peak);
    fprintf(out,
            "{\"kind\":\"report\",\"rows\":[%.0f],\"startedAt\":[%.0f],\"durations\":[%f],"
            "\"added\":[{\"attackRate\":%.17g,\"peak\":%ld}],\"errors\":[null]}\n",
            number(line, "\"first\":"), started, now() - started, attack_rate, peak);
  }
  return 0;
}
