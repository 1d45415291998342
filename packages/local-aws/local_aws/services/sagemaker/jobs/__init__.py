"""Processing and training jobs: the deployed scripts really run, as processes on this machine."""
