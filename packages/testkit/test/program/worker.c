/* A worker program in C without any library: it squares x, one row at a time. */
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

static char line[1 << 20];

/* The text after "name": in the line, or an empty text. */
static const char *member(const char *name) {
  char key[64];
  snprintf(key, sizeof key, "\"%s\":", name);
  const char *at = strstr(line, key);
  return at ? at + strlen(key) : "";
}

static int is(const char *kind) { return strncmp(member("kind"), kind, strlen(kind)) == 0; }

int main(void) {
  static char set_up_for[1 << 16];
  FILE *in = fdopen(3, "r"), *out = fdopen(4, "w");
  signal(SIGTERM, SIG_IGN);
  signal(SIGINT, SIG_IGN);
  signal(SIGHUP, SIG_IGN);
  fprintf(out, "{\"kind\":\"hello\",\"protocol\":1,\"language\":\"C\"}\n");
  fflush(out);
  while (fgets(line, sizeof line, in)) {
    if (is("\"end\"")) break;
    if (is("\"ping\"")) fprintf(out, "{\"kind\":\"pong\",\"holds\":0}\n");
    if (is("\"rows\"")) {
      char wanted[1 << 16];
      int keys = (int)strcspn(member("exclude"), "]");
      snprintf(wanted, sizeof wanted, "%ld %.*s", atol(member("procId")), keys, member("exclude"));
      if (strcmp(wanted, set_up_for) != 0) fprintf(out, "{\"kind\":\"ready\"}\n");
      strcpy(set_up_for, wanted);
      long number = atol(member("first")), now = (long)time(NULL) * 1000;
      char *end;
      const char *text = member("x");
      double x = strtod(text, &end);
      fprintf(out, "{\"kind\":\"report\",\"rows\":[%ld],\"startedAt\":[%ld],\"durations\":[0]", number, now);
      if (end == text)
        fprintf(out, ",\"added\":[null],\"errors\":[{\"name\":\"Error\",\"message\":\"x is no number\",\"reason\":\"threw\"}]}\n");
      else
        fprintf(out, ",\"added\":[{\"y\":%.17g}],\"errors\":[null]}\n", x * x);
    }
    fflush(out);
  }
  return 0;
}
