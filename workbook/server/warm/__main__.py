"""`python -m workbook.server.warm <number of a listening socket> <the address where requests go>`."""

from workbook.server.warm.process import main

main()
