"""What the law says about tenders: pure functions over plain facts, by phase.

A guard returns why an act is refused, in the words the user reads, or None.
"""
