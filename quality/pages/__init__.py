"""Pages in the markup of many sites, made of invented reports, to score the reading of pages."""
