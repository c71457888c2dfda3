"""What the commands tell by the doors: one package's whole life, a regency to look at, a year told again."""
