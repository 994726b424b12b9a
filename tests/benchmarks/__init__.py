"""What cutting lines at borders costs, here and with the tools that people use for it today."""
