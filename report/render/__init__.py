"""Renders the report to HTML and PDF, with Quarto or with Pandoc and Typst."""
