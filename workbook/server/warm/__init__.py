"""Kernels forked from a warm process: a page's Python is there in milliseconds, and thirty of them share their memory.

Starting Python for a page means reading some three thousand modules, for every visitor anew. Here one process reads them once,
prepares everything that is the same for all visitors, and then waits. For each page it forks: the copy has everything in
memory already, gets its visitor's environment and limits, and becomes the page's kernel.

    keeper.py       the server's side: starts the warm process, and again when it ended
    process.py      the warm process: waits for requests and forks
    preload.py      what it reads beforehand; `pages/rehearsal.py` shows every page once to nobody, while no visitor asks
    settled.py      its memory put in order, so that kernels share it
    charts.py       charts without Altair's checks, which the tests have made
    prepared.py     IPython's shell and kernel, as far as they can be built before the fork
    fork.py         what the copy does: a visitor's environment, limits, random numbers, and then the kernel
    limits.py       what one kernel may use
    changes.py      whether the code on the disk is still the code in memory
    provisioner.py  how Jupyter asks for a kernel, and the ordinary start where there is no warm process
"""
