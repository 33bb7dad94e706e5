"""Pegawai."""
