# Evaluates rows for psyrun with an R function.
#
# psyrun starts this file. Both speak version 1 of the worker protocol: lines of JSON, some of them
# followed by raw bytes, on the descriptors 3 and 4. The guide describes it on the page "The worker
# protocol". Standard input, output and error belong to the user's function.
#
# It needs base R and nothing else. It uses the package jsonlite, which is faster, if it is there.

psyrun <- new.env()

with(psyrun, {
  REPORT_AFTER <- 0.01 # seconds from the end of a row to its report, unless the next row blocks
  KEEP_FOR <- 0.1 # seconds after which rows that have not begun are given back
  LARGEST_LINE <- 15 * 2^20 # bytes of JSON of one row
  LARGE_REPORT <- 2^20 # bytes after which a report is sent
  SIZES <- c(
    int8 = 1, uint8 = 1, int16 = 2, uint16 = 2, int32 = 4, uint32 = 4, int64 = 8, uint64 = 8,
    float32 = 4, float64 = 8
  )

  # R cannot open inherited sockets by name, so cat passes the bytes on.
  input <- NULL
  output <- NULL

  open_channel <- function() {
    input <<- pipe("exec cat <&3 4>&-", "rb")
    output <<- pipe("exec cat >&4 3<&-", "wb")
  }

  # --- JSON ---------------------------------------------------------------------------------------

  quoted <- function(text) {
    text <- enc2utf8(text)
    text <- gsub("\\", "\\\\", text, fixed = TRUE)
    text <- gsub("\"", "\\\"", text, fixed = TRUE)
    text <- gsub("\n", "\\n", text, fixed = TRUE)
    text <- gsub("\r", "\\r", text, fixed = TRUE)
    text <- gsub("\t", "\\t", text, fixed = TRUE)
    for (code in grep_controls(text)) {
      text <- gsub(intToUtf8(code), sprintf("\\u%04x", code), text, fixed = TRUE)
    }
    paste0("\"", text, "\"")
  }

  # The control characters that JSON escapes by their number, if the text has any.
  grep_controls <- function(text) {
    if (grepl("[\001-\037]", text)) c(1:8, 11, 12, 14:31) else integer()
  }

  # The shortest text of a double that is read back as the same double.
  number_text <- function(x) {
    text <- sprintf("%.15g", x)
    inexact <- as.numeric(text) != x
    text[inexact] <- sprintf("%.17g", x[inexact])
    text
  }

  # Reads JSON in base R. Objects become named lists, arrays lists, and null becomes NULL.
  parse_base <- function(line) {
    chars <- utf8ToInt(line)
    at <- 1L
    space <- function() {
      while (at <= length(chars) && chars[at] %in% c(32L, 9L, 10L, 13L)) at <<- at + 1L
    }
    value <- function() {
      space()
      char <- chars[at]
      if (char == 123L) return(object())
      if (char == 91L) return(array())
      if (char == 34L) return(string())
      if (char == 116L) { at <<- at + 4L; return(TRUE) }
      if (char == 102L) { at <<- at + 5L; return(FALSE) }
      if (char == 110L) { at <<- at + 4L; return(NULL) }
      number()
    }
    number <- function() {
      start <- at
      while (at <= length(chars) && chars[at] %in% NUMBER_CHARS) at <<- at + 1L
      as.numeric(intToUtf8(chars[start:(at - 1L)]))
    }
    string <- function() {
      at <<- at + 1L
      parts <- integer()
      repeat {
        start <- at
        while (chars[at] != 34L && chars[at] != 92L) at <<- at + 1L
        if (at > start) parts <- c(parts, chars[start:(at - 1L)])
        if (chars[at] == 34L) break
        escaped <- chars[at + 1L]
        at <<- at + 2L
        if (escaped == 117L) {
          code <- strtoi(intToUtf8(chars[at:(at + 3L)]), 16L)
          at <<- at + 4L
          if (code >= 0xD800L && code < 0xDC00L) {
            low <- strtoi(intToUtf8(chars[(at + 2L):(at + 5L)]), 16L)
            at <<- at + 6L
            code <- 0x10000L + (code - 0xD800L) * 0x400L + (low - 0xDC00L)
          }
          parts <- c(parts, code)
        } else {
          parts <- c(parts, switch(
            intToUtf8(escaped), n = 10L, r = 13L, t = 9L, b = 8L, f = 12L, escaped
          ))
        }
      }
      at <<- at + 1L
      if (length(parts) == 0) "" else intToUtf8(parts)
    }
    array <- function() {
      at <<- at + 1L
      items <- list()
      space()
      if (chars[at] == 93L) { at <<- at + 1L; return(items) }
      repeat {
        items[length(items) + 1L] <- list(value())
        space()
        at <<- at + 1L
        if (chars[at - 1L] == 93L) return(items)
      }
    }
    object <- function() {
      at <<- at + 1L
      items <- list()
      names <- character()
      space()
      if (chars[at] == 125L) { at <<- at + 1L; return(structure(list(), names = character())) }
      repeat {
        space()
        names[length(names) + 1L] <- string()
        space()
        at <<- at + 1L
        items[length(items) + 1L] <- list(value())
        space()
        at <<- at + 1L
        if (chars[at - 1L] == 125L) return(structure(items, names = names))
      }
    }
    value()
  }
  NUMBER_CHARS <- utf8ToInt("+-.0123456789eE")

  parse_json <- function(line) {
    if (HAS_JSONLITE) jsonlite::parse_json(line, simplifyVector = FALSE) else parse_base(line)
  }
  HAS_JSONLITE <- requireNamespace("jsonlite", quietly = TRUE)

  # --- The channel --------------------------------------------------------------------------------

  # Returns the next message; its payload is the attribute "payload". NULL at the end.
  receive <- function() {
    line <- readLines(input, 1L, warn = FALSE, encoding = "UTF-8")
    if (length(line) == 0) return(NULL)
    message <- parse_json(line)
    payload <- raw()
    size <- if (is.null(message$payload)) 0 else message$payload
    while (length(payload) < size) {
      part <- readBin(input, "raw", size - length(payload))
      if (length(part) == 0) return(NULL)
      payload <- c(payload, part)
    }
    attr(message, "payload") <- payload
    message
  }

  send <- function(line, parts = list()) {
    writeBin(c(charToRaw(enc2utf8(line)), as.raw(10L)), output)
    for (part in parts) writeBin(part, output)
    flush(output)
  }

  # --- Values -------------------------------------------------------------------------------------

  typed_scalars <- FALSE
  parts <- list()
  parts_size <- 0

  refuse <- function(code, ...) {
    stop(structure(
      class = c("psyrun_refused", "error", "condition"),
      list(message = paste0(...), call = NULL, code = code)
    ))
  }

  refuse_value <- function(place, what) {
    refuse(
      "PSYRUN_RESULT_VALUE", "Key ", quoted(place), ": ", what, " cannot be part of a result. ",
      "Return numbers, strings, lists, matrices or data frames, or leave the key out of the result ",
      "with excludeFromResult."
    )
  }

  stored <- function(bytes) {
    at <- parts_size
    parts[[length(parts) + 1L]] <<- bytes
    parts_size <<- parts_size + length(bytes)
    sprintf("[%.0f,%.0f]", at, length(bytes))
  }

  tagged <- function(kind, value) paste0("{\"$\":\"", kind, "\",\"v\":", value, "}")

  joined <- function(texts) paste0("[", paste(texts, collapse = ","), "]")

  encode <- function(x, place) {
    if (is.null(x)) return("null")
    if (is.function(x) || is.environment(x) || isS4(x) || typeof(x) == "externalptr" ||
      is.language(x)) {
      refuse_value(place, paste("a value of the type", class(x)[1L]))
    }
    if (inherits(x, "integer64")) return(each(x, function(i) integer64_text(x[i])))
    if (is.factor(x)) x <- as.character(x)
    if (inherits(x, "POSIXt") || inherits(x, "Date")) return(encode_dates(x))
    if (inherits(x, "difftime")) x <- as.numeric(x, units = "secs")
    if (is.list(x)) return(encode_list(x, place))
    if (is.raw(x)) return(paste0("{\"$\":\"bytes\",\"at\":", stored(x), "}"))
    if (is.numeric(x) && (length(x) != 1L || is.array(x)) && !anyMissing(x)) {
      return(encode_array(x))
    }
    if (!is.atomic(x)) refuse_value(place, paste("a value of the type", class(x)[1L]))
    if (is.array(x) && length(dim(x)) > 1L) return(encode_rows(x, place))
    each(x, switch(typeof(x),
      logical = function(i) if (is.na(x[i])) "null" else if (x[i]) "true" else "false",
      integer = function(i) if (is.na(x[i])) "null" else sprintf("%d", x[i]),
      double = function(i) encode_double(x[i]),
      character = function(i) if (is.na(x[i])) "null" else quoted(x[[i]]),
      complex = function(i) {
        tagged("object", sprintf(
          "[[\"re\",%s],[\"im\",%s]]", plain_double(Re(x[i])), plain_double(Im(x[i]))
        ))
      }
    ))
  }

  # A vector of one element is a value, and others are lists.
  each <- function(x, text_of) {
    if (length(x) == 1L) text_of(1L) else joined(vapply(seq_along(x), text_of, ""))
  }

  # NA is missing, and NaN is a number.
  anyMissing <- function(x) any(is.na(x) & !is.nan(x))

  plain_double <- function(x) {
    if (is.nan(x)) return(tagged("number", "\"NaN\""))
    if (is.na(x)) return("null")
    if (is.infinite(x)) return(tagged("number", if (x > 0) "\"Infinity\"" else "\"-Infinity\""))
    if (x == 0 && 1 / x < 0) return(tagged("number", "\"-0\""))
    number_text(x)
  }

  encode_double <- function(x) {
    text <- plain_double(x)
    if (!typed_scalars || !is.finite(x) || x != trunc(x)) return(text)
    paste0("{\"$\":\"scalar\",\"dtype\":\"float64\",\"v\":", text, "}")
  }

  integer64_text <- function(x) {
    if (is.na(x)) "null" else tagged("bigint", paste0("\"", as.character(x), "\""))
  }

  encode_dates <- function(x) {
    milliseconds <- floor(as.numeric(as.POSIXct(x, tz = "UTC")) * 1000)
    each(milliseconds, function(i) {
      if (is.na(milliseconds[i])) "null" else tagged("date", sprintf("%.0f", milliseconds[i]))
    })
  }

  encode_list <- function(x, place) {
    if (is.data.frame(x)) x <- as.list(x)
    keys <- names(x)
    texts <- character(length(x))
    for (i in seq_along(x)) {
      inner <- paste0(place, if (is.null(keys)) sprintf("[[%d]]", i) else paste0("$", keys[i]))
      texts[i] <- encode(x[[i]], inner)
    }
    if (is.null(keys)) return(joined(texts))
    if (any(keys == "") || anyDuplicated(keys)) {
      refuse_value(place, "a list in which some elements have no name of their own")
    }
    tagged("object", joined(sprintf("[%s,%s]", vapply(keys, quoted, ""), texts)))
  }

  # Arrays of R are column-major, and those of psyrun row-major.
  encode_array <- function(x) {
    kind <- if (is.integer(x)) "int32" else "float64"
    shape <- dim(x)
    elements <- if (length(shape) > 1L) as.vector(aperm(x)) else as.vector(x)
    if (is.integer(x)) elements <- as.integer(elements) else elements <- as.double(elements)
    data <- sprintf(
      "{\"$\":\"%s\",\"at\":%s}", kind, stored(writeBin(elements, raw(), endian = "little"))
    )
    if (length(shape) < 2L) return(data)
    sprintf("{\"$\":\"ndarray\",\"shape\":%s,\"data\":%s}", joined(shape), data)
  }

  encode_rows <- function(x, place) {
    size <- dim(x)[1L]
    at <- c(list(x), rep(list(TRUE), length(dim(x)) - 1L))
    joined(vapply(seq_len(size), function(i) {
      row <- do.call(`[`, c(list(x, i), rep(list(TRUE), length(dim(x)) - 1L)))
      if (length(row) == 1L) joined(encode(row, place)) else encode(row, place)
    }, ""))
  }

  decode <- function(x, payload) {
    if (!is.list(x)) return(x)
    kind <- x[["$"]]
    if (is.null(kind)) return(decode_list(x, payload))
    switch(kind,
      number = as.numeric(sub("Infinity", "Inf", x$v)),
      bigint = decode_bigint(x$v),
      date = as.POSIXct(x$v / 1000, origin = "1970-01-01", tz = "UTC"),
      object = structure(
        lapply(x$v, function(pair) decode(pair[[2L]], payload)),
        names = vapply(x$v, function(pair) pair[[1L]], "")
      ),
      set = decode_list(x$v, payload),
      map = refuse("PSYRUN_VALUE", "R has no maps whose keys are not strings."),
      scalar = if (grepl("int", x$dtype)) as.integer(x$v) else decode(x$v, payload),
      bytes = bytes_of(x, payload),
      ndarray = decode_ndarray(x, payload),
      decode_vector(x, payload)
    )
  }

  # A list of values of one kind is a vector, as in R's own data.
  decode_list <- function(x, payload) {
    values <- lapply(x, decode, payload)
    if (is.null(names(values)) && length(values) > 0L) {
      is_plain <- all(vapply(values, function(v) is.atomic(v) && length(v) == 1L, TRUE))
      if (is_plain && length(unique(lapply(values, class))) == 1L) return(do.call(c, values))
    }
    values
  }

  decode_bigint <- function(digits) {
    number <- as.numeric(digits)
    if (sprintf("%.0f", number) == digits) return(number)
    refuse("PSYRUN_VALUE", "R has no integer as large as ", digits, ". Use a string.")
  }

  bytes_of <- function(x, payload) payload[x$at[[1L]] + seq_len(x$at[[2L]])]

  decode_vector <- function(x, payload) {
    kind <- sub("clamped", "", x[["$"]])
    bytes <- bytes_of(x, payload)
    size <- SIZES[[kind]]
    count <- length(bytes) / size
    if (grepl("float", kind)) {
      return(readBin(bytes, "double", count, size = size, endian = "little"))
    }
    if (size < 4L || kind == "int32") {
      signed <- !startsWith(kind, "u") || size > 2L
      return(readBin(bytes, "integer", count, size, signed = signed, endian = "little"))
    }
    wide_integers(bytes, size, count, startsWith(kind, "u"))
  }

  wide_integers <- function(bytes, size, count, unsigned) {
    halves <- readBin(bytes, "integer", count * size / 2, 2L, signed = FALSE, endian = "little")
    halves <- matrix(halves, nrow = size / 2)
    numbers <- colSums(halves * 65536^(seq_len(size / 2) - 1))
    largest <- 2^(8 * size - 1)
    if (!unsigned) numbers <- ifelse(numbers >= largest, numbers - 2 * largest, numbers)
    if (any(abs(numbers) > 2^53)) refuse("PSYRUN_VALUE", "R has no integers above 2^53.")
    numbers
  }

  decode_ndarray <- function(x, payload) {
    shape <- unlist(x$shape)
    data <- decode_vector(x$data, payload)
    if (length(shape) < 2L) return(data)
    aperm(array(data, rev(shape)))
  }

  # --- Errors -------------------------------------------------------------------------------------

  error_text <- function(error, calls = NULL) {
    code <- error$code
    refused <- inherits(error, "psyrun_refused")
    message <- conditionMessage(error)
    name <- if (refused) "PsyrunError" else setdiff(c(class(error), "Error"), KINDS)[1L]
    members <- c(
      paste0("\"name\":", quoted(name)),
      paste0("\"message\":", quoted(cut(message))),
      paste0("\"reason\":", if (refused) "\"refused\"" else "\"threw\""),
      if (refused) paste0("\"code\":", quoted(code)),
      if (!refused) paste0("\"stack\":", quoted(cut(stack_text(error, calls))))
    )
    paste0("{", paste(members, collapse = ","), "}")
  }
  KINDS <- c("error", "condition", "simpleCondition", "simpleError")

  cut <- function(text) {
    if (nchar(text) > 200000) paste0(substr(text, 1L, 200000), "\u2026") else text
  }

  stack_text <- function(error, calls) {
    where <- conditionCall(error)
    first <- if (is.null(where)) "Error: " else paste0("Error in ", one_line(where), " : ")
    lines <- vapply(calls, function(call) paste0("  ", one_line(call), place_of(call)), "")
    paste(c(paste0(first, conditionMessage(error)), rev(lines)), collapse = "\n")
  }

  one_line <- function(call) {
    text <- deparse(call, width.cutoff = 80L, nlines = 1L)[1L]
    if (nchar(text) > 100L) paste0(substr(text, 1L, 100L), "\u2026") else text
  }

  place_of <- function(call) {
    source <- attr(call, "srcref")
    if (is.null(source)) return("")
    file <- attr(source, "srcfile")$filename
    sprintf(" (%s, line %d)", file, as.integer(source)[1L])
  }

  # The calls of the user among those of the stack: those below the functions of this file.
  user_calls <- function(calls) {
    names <- vapply(calls, function(call) one_line(call[[1L]]), "")
    ours <- which(names %in% c("evaluate", "set_up", "load_functions"))
    is_user <- seq_along(calls) > max(0L, ours) & !(names %in% PASSED)
    calls[is_user]
  }
  PASSED <- c(
    "eval", "sys.source", ".handleSimpleError", "h", "stop", "(function (error)", "sys.save.image",
    "user_calls", "(function(error)"
  )

  # Returns list(value =) or list(error =, calls =).
  attempt <- function(action) {
    calls <- NULL
    tryCatch(
      withCallingHandlers(
        list(value = action()),
        error = function(error) calls <<- user_calls(sys.calls())
      ),
      error = function(error) list(error = error, calls = calls)
    )
  }

  # --- The function of the user -------------------------------------------------------------------

  load <- NULL
  functions <- NULL
  user <- NULL
  set_up_with <- NULL
  resources <- list()
  exclude <- character()
  excluded <- character()

  load_functions <- function() {
    if (!file.exists(load$file)) refuse("PSYRUN_EVALUATOR", "There is no file ", load$file, ".")
    user <<- new.env(parent = globalenv())
    options(keep.source = TRUE)
    sys.source(load$file, user, keep.source = TRUE)
    named <- function(name) {
      if (is.null(name)) return(NULL)
      if (exists(name, user, mode = "function")) return(get(name, user, mode = "function"))
      known <- Filter(function(one) is.function(get(one, user)), ls(user))
      refuse(
        "PSYRUN_EVALUATOR", load$file, " has no function ", name, ". It has: ",
        if (length(known) > 0L) paste(known, collapse = ", ") else "none", "."
      )
    }
    functions <<- list(execute = named(load[["function"]]), setup = named(load$setup))
  }

  # Loads and sets up if that is necessary. Returns FALSE if it failed.
  prepare <- function(message) {
    wanted <- list(message$procId, unlist(message$exclude))
    if (identical(wanted, set_up_with)) return(TRUE)
    tried <- attempt(function() set_up(message))
    if (!is.null(tried$error)) {
      send(paste0("{\"kind\":\"unusable\",\"error\":", error_text(tried$error, tried$calls), "}"))
      return(FALSE)
    }
    set_up_with <<- wanted
    send(paste0(
      "{\"kind\":\"ready\",\"resources\":", tried$value, payload_member(), ",\"versions\":",
      versions(), "}"
    ), parts)
    clear_parts()
    TRUE
  }

  # Returns the resources as JSON.
  set_up <- function(message) {
    if (is.null(functions)) load_functions()
    exclude <<- as.character(unlist(message$exclude))
    returned <- if (is.null(functions$setup)) NULL else functions$setup(message$procId)
    if (is.null(returned)) returned <- list()
    returned <- as_named(returned, paste("The function", load$setup))
    resources <<- returned
    excluded <<- union(excluded, intersect(names(returned), exclude))
    encode_members(returned[setdiff(names(returned), exclude)])
  }

  versions <- function() {
    names <- setdiff(loadedNamespaces(), rownames(installed_base()))
    members <- vapply(names, function(name) {
      paste0(quoted(name), ":", quoted(as.character(getNamespaceVersion(name))))
    }, "")
    paste0("{", paste(members, collapse = ","), "}")
  }

  installed_base <- function() {
    names <- c(
      "base", "compiler", "datasets", "graphics", "grDevices", "grid", "methods", "parallel",
      "splines", "stats", "stats4", "tcltk", "tools", "utils"
    )
    matrix(nrow = length(names), ncol = 0L, dimnames = list(names, NULL))
  }

  payload_member <- function() {
    if (parts_size > 0) sprintf(",\"payload\":%.0f", parts_size) else ""
  }

  clear_parts <- function() {
    parts <<- list()
    parts_size <<- 0
  }

  encode_members <- function(values) {
    texts <- vapply(names(values), function(key) {
      paste0(quoted(key), ":", encode(values[[key]], key))
    }, "")
    text <- paste0("{", paste(texts, collapse = ","), "}")
    if (nchar(text, "bytes") > LARGEST_LINE) {
      refuse("PSYRUN_RESULT_VALUE", "The result has more than 15 MiB of text.")
    }
    text
  }

  as_named <- function(returned, who) {
    if (is.atomic(returned) && !is.null(names(returned))) returned <- as.list(returned)
    keys <- names(returned)
    named <- is.list(returned) && (length(returned) == 0L || !is.null(keys))
    if (named && !any(keys == "" | is.na(keys)) && !anyDuplicated(keys)) {
      return(as.list(returned))
    }
    refuse(
      "PSYRUN_RESULT_NOT_OBJECT", who, " returned a value of the type ", class(returned)[1L],
      ", which is not a named list. Return results by name: list(area = 0.5)."
    )
  }

  # --- Rows ---------------------------------------------------------------------------------------

  now <- function() as.numeric(Sys.time())

  serve <- function(message) {
    payload <- attr(message, "payload")
    sent_at <- now()
    until <- sent_at + KEEP_FOR
    report <- list(rows = integer(), started = numeric(), durations = numeric(),
      added = character(), errors = character(), size = 0)
    for (i in seq_along(message$rows)) {
      number <- message$first + i - 1
      if (i > 1L && now() >= until) {
        send_report(report)
        send(sprintf("{\"kind\":\"returned\",\"first\":%.0f}", number))
        return()
      }
      index <- if (is.null(message$indices)) number else message$indices[[i]]
      started <- now()
      kept <- length(parts)
      size <- parts_size
      tried <- attempt(function() evaluate(message$rows[[i]], payload, index))
      if (!is.null(tried$error)) {
        parts <<- parts[seq_len(kept)]
        parts_size <<- size
      }
      report$rows <- c(report$rows, number)
      report$started <- c(report$started, floor(started * 1000))
      report$durations <- c(report$durations, max(0, (now() - started) * 1000))
      report$added <- c(report$added, if (is.null(tried$error)) tried$value else "null")
      failed <- if (is.null(tried$error)) "null" else error_text(tried$error, tried$calls)
      report$errors <- c(report$errors, failed)
      report$size <- report$size + nchar(report$added[length(report$added)]) + nchar(failed)
      is_large <- report$size > LARGE_REPORT || parts_size > LARGE_REPORT
      if (is_large || now() - sent_at >= REPORT_AFTER) {
        send_report(report)
        sent_at <- now()
        report <- list(rows = integer(), started = numeric(), durations = numeric(),
          added = character(), errors = character(), size = 0)
      }
    }
    send_report(report)
  }

  evaluate <- function(row, payload, index) {
    arguments <- lapply(row, decode, payload)
    clash <- intersect(names(resources), names(row))
    if (length(clash) > 0L) key_clash(clash[1L], index)
    returned <- called(load[["function"]], c(arguments, resources))
    values <- as_named(returned, paste0("For row ", index, ", the function"))
    for (key in intersect(names(values), c(names(row), names(resources)))) {
      given <- if (key %in% names(row)) arguments[[key]] else resources[[key]]
      if (!isTRUE(all.equal(given, values[[key]], tolerance = 0))) key_clash(key, index)
    }
    excluded <<- union(excluded, intersect(names(values), exclude))
    kept <- setdiff(names(values), c(names(row), names(resources), exclude))
    encode_members(values[kept])
  }

  # Calls a function by its name, so that the calls of an error read as the user wrote them.
  called <- function(name, arguments) {
    call <- as.call(c(as.name(name), sapply(names(arguments), as.name, simplify = FALSE)))
    eval(call, list2env(arguments, parent = user))
  }

  key_clash <- function(key, index) {
    refuse(
      "PSYRUN_RESULT_KEY_CLASH", "Key ", quoted(key), " was returned for row ", index,
      ", but it is a parameter of the row. Use another name. The result contains the parameters in ",
      "any case."
    )
  }

  send_report <- function(report) {
    if (length(report$rows) == 0L) return()
    flush(stdout())
    send(paste0(
      "{\"kind\":\"report\",\"rows\":", joined(sprintf("%.0f", report$rows)),
      ",\"startedAt\":", joined(sprintf("%.0f", report$started)),
      ",\"durations\":", joined(sprintf("%.4f", report$durations)),
      ",\"added\":", joined(report$added), ",\"errors\":", joined(report$errors),
      ",\"excluded\":", joined(vapply(excluded, quoted, "")), payload_member(), "}"
    ), parts)
    clear_parts()
  }

  run <- function() {
    open_channel()
    # What warnings say belongs to the row that is evaluated.
    options(warn = 1)
    version <- paste(R.version$major, R.version$minor, sep = ".")
    send(paste0(
      "{\"kind\":\"hello\",\"protocol\":1,\"language\":\"R\",\"version\":", quoted(version),
      ",\"batch\":1000}"
    ))
    repeat {
      message <- receive()
      if (is.null(message) || message$kind == "end") break
      if (message$kind == "ping") send("{\"kind\":\"pong\",\"holds\":0}")
      if (message$kind == "load") {
        load <<- message
        typed_scalars <<- isTRUE(message$scalars)
      }
      if (message$kind == "rows" && prepare(message)) serve(message)
    }
  }
})

# On SIGUSR2, R would save all objects in a file and end. psyrun sends it to learn where R is, and ends
# the process anyway.
sys.save.image <- function(name) {
  for (call in rev(psyrun$user_calls(sys.calls()))) {
    cat("  ", psyrun$one_line(call), psyrun$place_of(call), "\n", sep = "", file = stderr())
  }
}

# Clusters interrupt all processes of a job; psyrun decides when to end.
withCallingHandlers(psyrun$run(), interrupt = function(condition) invokeRestart("resume"))
quit(save = "no", runLast = FALSE)
