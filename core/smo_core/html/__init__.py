"""HTML in, HTML out: reading pages, and splicing into them without touching another byte."""
