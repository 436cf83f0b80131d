"""Stores: how rows are saved in files."""

from psyrun.store.base import AutodetectStore, Store
from psyrun.store.pickle import PickleStore

DefaultStore = PickleStore

__all__ = ['AutodetectStore', 'DefaultStore', 'PickleStore', 'Store']
