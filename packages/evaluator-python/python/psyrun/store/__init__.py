"""Stores: how rows are saved in files."""

from psyrun.store.base import AutodetectStore, Store
from psyrun.store.pickle import PickleStore

DefaultStore = PickleStore


def load(filename):
    """Return the columns of a .pkl, .npz or .h5 file as a dict: a table for ``pandas.DataFrame``."""
    return AutodetectStore().load(filename)


__all__ = ['AutodetectStore', 'DefaultStore', 'PickleStore', 'Store', 'load']
