"""Where answers are kept: appended, never overwritten."""
