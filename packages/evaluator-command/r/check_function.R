# Tells whether functions are missing, before they are loaded. Nothing of their file is executed.
#
# Arguments: the file, and names of functions. Prints `syntax` and what is wrong with the file; or
# `missing`, the name that the file does not assign, and the functions that it has; or `ok`.

words <- commandArgs(trailingOnly = TRUE)
expressions <- tryCatch(parse(words[1], keep.source = FALSE), error = function(error) {
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
look <- function(one) {
  if (!is.call(one)) return(invisible())
  is_assignment <- is.name(one[[1]]) && as.character(one[[1]]) %in% c("<-", "=", "<<-", "->")
  if (is_assignment && (is.name(one[[2]]) || is.character(one[[2]]))) {
    name <- as.character(one[[2]])
    assigned <<- c(assigned, name)
    value <- one[[3]]
    if (is.call(value) && identical(value[[1]], as.name("function"))) functions <<- c(functions, name)
  }
  for (part in as.list(one)) if (is.call(part)) look(part)
}
for (one in as.list(expressions)) look(one)

is_missing <- function(name) !name %in% assigned && !exists(name, mode = "function")
missing_names <- Filter(is_missing, words[-1])
if (length(missing_names) == 0L || any(all.names(expressions) %in% HIDING)) {
  cat("ok\n")
} else {
  cat("missing", missing_names[1], functions, sep = "\n")
}
