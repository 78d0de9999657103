"""Pure arithmetic on counts: intervals, charts, clusters, gradients."""
