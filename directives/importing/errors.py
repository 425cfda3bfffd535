"""What can be wrong with a file handed in to be read."""


class UnreadableFileError(Exception):
    """The file can't be read; the message is the sentence for the person who handed it in."""


class ScannedFileError(UnreadableFileError):
    """The pages hold pictures only: a scan, to be recognised or typed."""
