"""The grounds on which a bidder may object: the model tender documents' list."""

GROUNDS = {
    "evaluation_error": "Kesalahan evaluasi",
    "deviation": "Penyimpangan dari aturan atau dokumen pemilihan",
    "collusion": "Persekongkolan yang menghalangi persaingan sehat",
    "abuse_of_power": "Penyalahgunaan wewenang",
}
