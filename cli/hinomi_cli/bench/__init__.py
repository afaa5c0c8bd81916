"""`make bench`: what Hinomi costs, measured here and now, beside what was aimed at.

Times are CPU time of one core, so that other work on the machine does not count.
"""
