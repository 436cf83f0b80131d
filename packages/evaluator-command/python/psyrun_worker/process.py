"""The process: its output, its signals, its end."""
import faulthandler
import os
import signal
import sys


def flush_output():
    for stream in (sys.stdout, sys.stderr):
        try:
            stream.flush()
        except Exception:
            pass  # The function may have closed or replaced it.


def prepare_output():
    """Let output appear at once and in UTF-8, whatever the language of the machine is."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace", line_buffering=True)
    try:
        import ctypes

        # C libraries hold their output back as well, unless a line ends.
        library = ctypes.CDLL(None)
        line_buffered = 1
        library.setvbuf(ctypes.c_void_p.in_dll(library, "stdout"), None, line_buffered, 0)
        end_with_parent(library)
    except Exception:
        pass  # Some builds of Python have no ctypes, and some systems no such names.


def end_with_parent(library):
    """Let Linux end this process when psyrun is killed."""
    if sys.platform == "linux":
        set_parent_death_signal = 1
        library.prctl(set_parent_death_signal, signal.SIGKILL, 0, 0, 0)


def prepare_signals():
    """Let the signals that a cluster sends to all processes pass: psyrun decides when to end."""
    passing = (signal.SIGTERM, signal.SIGINT, signal.SIGHUP)
    for number in passing:
        # A handler, for child programs would inherit that a signal is ignored.
        signal.signal(number, lambda *_: None)

    def restore():
        for number in passing:
            signal.signal(number, signal.SIG_DFL)
        signal.signal(signal.SIGINT, signal.default_int_handler)

    os.register_at_fork(after_in_child=restore)
    faulthandler.enable(file=2)
    faulthandler.register(signal.SIGUSR2, file=2)


def in_debugger(function):
    """Return a function that is called in Python's debugger, on the terminal of psyrun."""
    import pdb

    def called(*arguments, **named):
        debugger = pdb.Pdb()
        try:
            return debugger.runcall(function, *arguments, **named)
        except Exception as error:
            # The place of the error, with the variables as they were.
            debugger.reset()
            debugger.interaction(None, error.__traceback__)
            raise

    return called
