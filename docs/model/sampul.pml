/* Sampul as a state machine: one box, its clock, two bidders with lost answers, an extension, the close, a witness,
   three members of whom two are enough, a custodian, the opening. The code is pasok/sampul, the words are
   docs/sampul-format.md. Searched whole by tests/test_model.py. Each BUG is a fault that such systems had, or that
   this one could get; each is found.

   -DBUG=1  the deadline is looked at before the lock is taken           a late bid is counted
   -DBUG=2  the receipt is given before the leaf is in the log           a bid is lost
   -DBUG=3  holders release on a close that no witness has seen          a forked log opens early
   -DBUG=4  shares are taken before enough holders have promised         a member chooses after seeing prices
   -DBUG=5  what is revealed need not be what was promised               the same, more quietly
   -DBUG=6  the opening is not under the lock                            two openings
   -DBUG=7  an extension does not look whether the box is closed         a deadline after the end
   -DBUG=8  a retry does not look for the first answer                   one bid stands in the log twice */

#ifndef BUG
#define BUG 0
#endif
#define MEMBERS 3
#define K 2
#define NONE 15

byte time = 0, deadline = 2, size = 0, closed_at = NONE, seen = 0;
byte idx[2] = NONE, copies[2] = 0;
byte promises = 0, good = 0, openings = 0;
bit acked[2], asked_custodian, gave_custodian, shown;
bit late, early, chose, moved;

#define TAKES (time < deadline && closed_at == NONE)
#define SHUT  (closed_at != NONE && (seen > closed_at || BUG == 3))

/* what happens under the sequencer's lock is one step: d_step */

active proctype Clock() {
  do :: time < 3 -> time++ :: time == 3 -> break od
}

proctype Bidder(bit i) {
  byte tries = 0; bit in_time;
end:
  do
  :: !acked[i] && tries < 2 && (TAKES || idx[i] != NONE || BUG == 1) ->
     tries++;
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
          :: in_time ->
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

active proctype Closer() {
end:
  d_step { time >= deadline && closed_at == NONE -> closed_at = size; size++ }
}

active proctype Witness() {                              /* it signs what is there when it comes by */
end:
  do :: seen < size && seen <= closed_at -> seen = size od
}

/* three members alike: each step is one of them; how many stand where is all that matters */
byte waiting = MEMBERS, willing = 0, holding = 0;

active proctype Members() {
end:
  do
  :: d_step { waiting > 0 && SHUT ->
       early = early | (seen <= closed_at); waiting--; promises++; willing++ }
  :: d_step { waiting > 0 && SHUT ->                     /* promises to hold its shares back: allowed, said before */
       early = early | (seen <= closed_at); waiting--; promises++; holding++ }
  :: d_step { willing > 0 && ((promises >= K && asked_custodian) || BUG == 4) ->
       chose = chose | (promises < K) | !asked_custodian; willing--; good++; shown = 1 }
#if BUG == 5
  :: d_step { holding > 0 && shown -> chose = 1; holding--; good++ }
#endif
  od
}

active proctype Custodian() {
end:
  d_step { SHUT -> early = early | (seen <= closed_at); asked_custodian = 1 }
  d_step { promises >= K || BUG == 4 -> chose = chose | (promises < K); gave_custodian = 1; shown = 1 }
}

proctype Opener() {
#if BUG == 6
  bit ready;
  good >= K && gave_custodian; ready = (openings == 0);
end:
  d_step { ready -> openings++ }
#else
end:
  d_step { good >= K && gave_custodian && openings == 0 -> openings++ }
#endif
}

init { atomic { run Bidder(0); run Bidder(1); run Opener(); run Opener() } }

#define BELOW(i) (idx[i] == NONE || closed_at == NONE || idx[i] < closed_at)
ltl safe { [] (
  !late && !early && !chose && !moved && openings <= 1
  && BELOW(0) && BELOW(1) && copies[0] <= 1 && copies[1] <= 1
  && (!acked[0] || idx[0] != NONE) && (!acked[1] || idx[1] != NONE)
  && (openings == 0 || (closed_at != NONE && seen > closed_at && good >= K && gave_custodian))
) }
