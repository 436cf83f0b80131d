# Tells whether functions are missing, before they are loaded. Nothing of their file is executed.
#
# Arguments: the file, and names of functions. Prints `syntax` and what is wrong with the file; or
# `missing`, the name that the file does not assign, and the functions that it has; or `ok`. Files that it
# reads with `source`, and packages that it attaches, are looked into where their names are in the text.

words <- commandArgs(trailingOnly = TRUE)
parsed <- function(file) parse(file, keep.source = FALSE)
expressions <- tryCatch(parsed(words[1]), error = function(error) {
  cat("syntax\n", conditionMessage(error), "\n", sep = "")
  quit("no")
})

# With these, a file can get functions that its text does not show.
HIDING <- c(
  "source", "sys.source", "load", "library", "require", "attach", "assign", "eval", "evalq",
  "delayedAssign", "makeActiveBinding", "list2env", "do.call", "dyn.load"
)

assigned <- character()
functions <- character()
packages <- character()
seen <- normalizePath(words[1])
is_hiding <- FALSE

# The text that an argument of a call is for sure; NULL if it is none. A package may be named by a symbol.
literal <- function(arguments, name, symbols = FALSE) {
  given <- names(arguments)
  at <- if (name %in% given) match(name, given) else if (is.null(given)) 1L else match("", given)
  value <- if (length(arguments) > 0L && !is.na(at)) arguments[[at]]
  if (is.character(value) || (symbols && is.name(value))) as.character(value)
}

# Handles a call that adds functions by name. Returns FALSE if the name is not in the text.
added <- function(head, arguments) {
  if (head == "source") return(sourced(literal(arguments, "file")))
  if (head == "do.call") {
    called <- literal(arguments, "what", symbols = TRUE)
    return(!is.null(called) && !called %in% HIDING)
  }
  package <- literal(arguments, "package", symbols = !"character.only" %in% names(arguments))
  packages <<- c(packages, package)
  !is.null(package)
}

sourced <- function(file) {
  if (is.null(file)) return(FALSE)
  file <- suppressWarnings(normalizePath(file))
  if (file %in% seen) return(TRUE)
  seen <<- c(seen, file)
  found <- tryCatch(suppressWarnings(parsed(file)), error = function(error) NULL)
  if (is.null(found)) return(FALSE)
  for (one in as.list(found)) look(one)
  TRUE
}

look <- function(one) {
  if (is.name(one) && as.character(one) %in% HIDING) is_hiding <<- TRUE
  if (!is.call(one)) return(invisible())
  parts <- as.list(one)
  head <- if (is.name(parts[[1]])) as.character(parts[[1]]) else ""
  if (head %in% c("<-", "=", "<<-", "->") && (is.name(parts[[2]]) || is.character(parts[[2]]))) {
    name <- as.character(parts[[2]])
    assigned <<- c(assigned, name)
    value <- parts[[3]]
    if (is.call(value) && identical(value[[1]], as.name("function"))) functions <<- c(functions, name)
  }
  if (head %in% c("source", "library", "require", "do.call")) {
    if (!added(head, parts[-1])) is_hiding <<- TRUE
    parts <- parts[-1]
  }
  # Arguments may be left out, as in x[1, ].
  for (i in seq_along(parts)) if (!identical(parts[[i]], quote(expr = ))) look(parts[[i]])
}
for (one in as.list(expressions)) look(one)

# Whether a package that is attached may have a function. Those that it depends on are attached, too.
may_have <- function(package, name, known = character()) {
  if (package %in% known || package == "R") return(FALSE)
  file <- system.file("Meta", "nsInfo.rds", package = package)
  if (file == "") return(package != "base") # The jobs may have a package that is not here.
  space <- readRDS(file)
  if (name %in% space$exports) return(TRUE)
  fits <- any(vapply(space$exportPatterns, grepl, NA, x = name))
  objects <- system.file("R", paste0(package, ".rdx"), package = package)
  if (fits && (objects == "" || name %in% names(readRDS(objects)$variables))) return(TRUE)
  depends <- utils::packageDescription(package, fields = "Depends")
  others <- if (is.na(depends)) character() else sub("[^[:alnum:].].*", "", trimws(strsplit(depends, ",")[[1]]))
  any(vapply(others, may_have, NA, name = name, known = c(known, package)))
}

is_missing <- function(name) {
  !name %in% assigned && !exists(name, mode = "function") &&
    !any(vapply(unique(packages), may_have, NA, name = name))
}
missing_names <- if (is_hiding) character() else Filter(is_missing, words[-1])
if (length(missing_names) == 0L) {
  cat("ok\n")
} else {
  cat("missing", missing_names[1], functions, sep = "\n")
}
