"""Speed and memory, beside other tools, in one run on one machine: ``make bench``.

Everything is measured on papers that `memcon.writing` invents from fixed seeds, so that anyone can repeat it.
Times are CPU seconds, of this process and its children, since a machine is seldom idle; what counts are the
ratios within one run.
"""
