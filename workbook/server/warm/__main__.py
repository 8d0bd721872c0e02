"""`python -m workbook.server.warm <number of a listening socket> <private folder>`."""

from workbook.server.warm.process import main

main()
