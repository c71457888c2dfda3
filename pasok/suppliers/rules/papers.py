"""What is read on a photographed paper. Pure."""

PAPERS = {"nib": "NIB", "npwp": "NPWP", "ktp": "KTP"}
