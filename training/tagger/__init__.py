"""The reader model: its data, network, training and export."""
