"""What pages show: frozen dataclasses, made from what stands. A template gets one of these, and nothing else."""
