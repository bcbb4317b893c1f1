"""The desk: a ledger as pages for a browser, in Arabic and English, and as a JSON API.

Needs the extra «web» (``pip install musnad[web]``). Nothing outside this package imports it but ``musnad serve``.
"""
