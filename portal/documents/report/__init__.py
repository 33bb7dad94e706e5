"""The official report "Laporan Pelaksanaan SKM" as PDF, Word document and workbook."""
