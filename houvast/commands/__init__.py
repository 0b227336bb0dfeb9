"""What each command does; `houvast.cli` says which there are and which options they take."""
