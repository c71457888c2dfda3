"""What is written here: records, and from them agencies, satker and packages in the rooms below."""

from pasok.archive.acts.folder import NothingToImport, import_folder

__all__ = ["NothingToImport", "import_folder"]
