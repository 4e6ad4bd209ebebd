"""Statistics that say how sure a number is: shrinkage, resampling, survival, strata, trends."""
