"""The rules of measuring: values in, values out. No Django, no files, no system clock."""
