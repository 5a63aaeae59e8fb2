"""PDF files: structure, text layer, rasters."""
