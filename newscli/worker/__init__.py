"""The processes that read and inspect untrusted inputs, and what they may not do."""
