"""From the standstill to the drafted contract."""

from pasok.kernel.machine import Act, hats
from pasok.tenders.rules import award as rules

ACTS = (
    Act(
        name="file_sanggah",
        source=("standstill",),
        by=hats("bidder"),
        label="Ajukan sanggah",
        past="mengajukan sanggah",
        law="Perpres 16/2018 Ps 50(1)h; model dokumen pemilihan",
        needs=(rules.within_standstill, rules.has_not_objected),
    ),
    Act(
        name="answer_sanggah",
        source=("standstill",),
        by=hats("pokja"),
        label="Jawab sanggah",
        past="menjawab sanggah",
        law="Model dokumen pemilihan LKPP",
        needs=(rules.has_open_sanggah,),
    ),
    Act(
        name="re_evaluate",
        source=("standstill",),
        target="opened",
        by=hats("pokja"),
        label="Evaluasi ulang",
        past="mengulang evaluasi karena sanggah benar",
        law="Perpres 16/2018 Ps 51(7)",
        needs=(rules.sanggah_accepted, rules.no_open_sanggah),
    ),
    Act(
        name="end_standstill",
        source=("standstill",),
        target="cleared",
        by=hats("clock"),
        label="Akhiri masa sanggah",
        past="mengakhiri masa sanggah",
        due=rules.standstill_end,
        needs=(rules.standstill_over, rules.no_open_sanggah, rules.no_accepted_sanggah),
    ),
    Act(
        name="issue_sppbj",
        source=("cleared",),
        target="appointed",
        by=hats("ppk"),
        label="Terbitkan SPPBJ",
        past="menerbitkan SPPBJ",
        law="Perpres 16/2018 Ps 11(1)",
        needs=(rules.has_winner,),
    ),
    Act(
        name="pass_to_reserve",
        source=("appointed",),
        target="cleared",
        by=hats("ppk"),
        label="Alihkan ke cadangan",
        past="mengalihkan penunjukan ke pemenang cadangan",
        law="Perpres 16/2018 Ps 78(2)",
        needs=(rules.has_reserve,),
    ),
    Act(
        name="draft_contract",
        source=("appointed",),
        target="contracted",
        by=hats("ppk"),
        label="Buat rancangan kontrak",
        past="membuat rancangan kontrak",
        law="Perpres 16/2018 Ps 11(1), 52",
    ),
)
