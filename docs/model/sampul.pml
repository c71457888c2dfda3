/* Sampul as a state machine: one box, its clock, two bidders with lost answers, an extension, the close, a witness,
   three members of whom two are enough and of whom one may be replaced before the close, a custodian, a recovery
   group of whom two are enough once they are called, the opening. The code is pasok/sampul, the words are
   docs/sampul-format.md. Searched whole by tests/test_model.py. Each BUG is a fault that such systems had, or that
   this one could get; each is found.

   -DBUG=1  the deadline is looked at before the lock is taken           a late bid is counted
   -DBUG=2  the receipt is given before the leaf is in the log           a bid is lost
   -DBUG=3  holders release on a close that no witness has seen          a forked log opens early
   -DBUG=4  shares are taken before enough holders have promised         a member chooses after seeing prices
   -DBUG=5  what is revealed need not be what was promised               the same, more quietly
   -DBUG=6  the opening is not under the lock                            two openings
   -DBUG=7  an extension does not look whether the box is closed         a deadline after the end
   -DBUG=8  a retry does not look for the first answer                   one bid stands in the log twice
   -DBUG=9  a new key is taken without a look at the close               keys that no bid was sealed to
   -DBUG=10 the terms a bid is sealed by are not looked at in the lock   sealed to a key that is gone
   -DBUG=11 the recovery group's shares count before it is called        an opening behind everybody's back */

#ifndef BUG
#define BUG 0
#endif
#ifndef KEYS
#define KEYS (BUG >= 9)                                    /* one bidder, but a rekey and a recovery */
#endif
#define MEMBERS 3
#define K 2
#define NONE 15

byte time = 0, deadline = 2, size = 0, closed_at = NONE, seen = 0;
byte idx[2] = NONE, copies[2] = 0;
byte promises = 0, good = 0, openings = 0;
bit acked[2], asked_custodian, gave_custodian, shown;
bit called, new_terms, by_new[2], newcomer;     /* recovery called; a member replaced; sealed by which terms */
byte rescue = 0;
bit late, early, chose, moved, stale, behind;

#define TAKES (time < deadline && closed_at == NONE)
#define PROMISED ((promises >= K || called) && asked_custodian)
#define OPENS(i) (idx[i] == NONE || good + (newcomer && by_new[i]) >= K || rescue >= 2)
#define SHUT  (closed_at != NONE && (seen > closed_at || BUG == 3))

/* what happens under the sequencer's lock is one step: d_step */

active proctype Clock() {
  do :: time < 3 -> time++ :: time == 3 -> break od
}

proctype Bidder(bit i) {
  byte tries = 0; bit in_time, terms;
end:
  do
  :: !acked[i] && tries < 2 && (TAKES || idx[i] != NONE || BUG == 1) ->
     d_step { tries++; terms = new_terms }                /* the device seals by what it is shown */
#if BUG == 1
     in_time = TAKES;                                    /* outside the lock */
#endif
#if BUG == 2
     d_step { if :: TAKES -> acked[i] = 1 :: else fi }    /* ... and the machine may die here */
#endif
     d_step {
#if BUG != 1
       in_time = TAKES;
#endif
       if
       :: idx[i] != NONE && BUG != 8 -> skip             /* asked again: the same answer */
       :: else ->
          if
          :: in_time && (terms == new_terms || BUG == 10) ->
             stale = stale | (terms != new_terms); by_new[i] = terms;
             late = late | (closed_at != NONE) | (time >= deadline);
             idx[i] = size; size++; copies[i]++
          :: else
          fi
       fi
     }
     if
     :: idx[i] != NONE -> acked[i] = 1
     :: skip                                             /* the answer is lost on the wire */
     fi
  :: acked[i] || tries == 2 -> break
  od
}

active proctype Pokja() {
  if
  :: d_step { (BUG == 7 || TAKES) -> moved = (closed_at != NONE); deadline = 3 }
  :: skip
  fi
}

byte waiting = MEMBERS, willing = 0, holding = 0;

#if KEYS
active proctype Rekey() {
  if
  :: d_step { waiting > 0 && (TAKES || BUG == 9) -> behind = behind | (closed_at != NONE); waiting--; new_terms = 1 }
  :: skip
  fi
}
#endif

active proctype Closer() {
end:
  d_step { time >= deadline && closed_at == NONE -> closed_at = size; size++ }
}

active proctype Witness() {                              /* it signs what is there when it comes by */
end:
  do :: seen < size && seen <= closed_at -> seen = size od
}

/* three members alike: each step is one of them; how many stand where is all that matters */
active proctype Members() {
end:
  do
  :: d_step { waiting > 0 && SHUT ->
       early = early | (seen <= closed_at); waiting--; promises++; willing++ }
  :: d_step { waiting > 0 && SHUT ->                     /* promises to hold its shares back: allowed, said before */
       early = early | (seen <= closed_at); waiting--; promises++; holding++ }
  :: d_step { willing > 0 && (PROMISED || BUG == 4) ->
       chose = chose | !PROMISED; willing--; good++; shown = 1 }
#if BUG == 5
  :: d_step { holding > 0 && shown -> chose = 1; holding--; good++ }
#endif
  od
}

#if KEYS
active proctype Newcomer() {                             /* who came with the new key: bids sealed before are not for him */
end:
  d_step { new_terms && SHUT -> early = early | (seen <= closed_at); promises++ }
  d_step { PROMISED || BUG == 4 -> chose = chose | !PROMISED; newcomer = 1; shown = 1 }
}

active proctype Recovery() {                             /* called by a leaf of its own, for everybody to see */
  if
  :: d_step { closed_at != NONE -> called = 1 }
  :: skip
  fi
}

active proctype Rescuers() {
end:
  do :: d_step { rescue < 2 && SHUT && (called || BUG == 11) ->
       early = early | (seen <= closed_at); behind = behind | !called; rescue++; shown = 1 } od
}
#endif

active proctype Custodian() {
end:
  d_step { SHUT -> early = early | (seen <= closed_at); asked_custodian = 1 }
  d_step { PROMISED || BUG == 4 -> chose = chose | !PROMISED; gave_custodian = 1; shown = 1 }
}

proctype Opener() {
#if BUG == 6
  bit ready;
  OPENS(0) && OPENS(1) && gave_custodian; ready = (openings == 0);
end:
  d_step { ready -> openings++ }
#else
end:
  d_step { closed_at != NONE && OPENS(0) && OPENS(1) && gave_custodian && openings == 0 -> openings++ }
#endif
}

init {
  atomic {
    run Bidder(0); run Opener(); run Opener();
#if !KEYS
    run Bidder(1)
#endif
  }
}

#define BELOW(i) (idx[i] == NONE || closed_at == NONE || idx[i] < closed_at)
ltl safe { [] (
  !late && !early && !chose && !moved && !stale && !behind && openings <= 1
  && BELOW(0) && BELOW(1) && copies[0] <= 1 && copies[1] <= 1
  && (!acked[0] || idx[0] != NONE) && (!acked[1] || idx[1] != NONE)
  && (openings == 0 || (closed_at != NONE && seen > closed_at && OPENS(0) && OPENS(1) && gave_custodian))
) }
