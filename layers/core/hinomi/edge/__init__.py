"""The edge: the only place that knows boto3, the network, the clock and the environment."""
