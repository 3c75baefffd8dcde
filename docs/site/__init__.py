"""What builds things around the project, and is no part of it when installed."""
