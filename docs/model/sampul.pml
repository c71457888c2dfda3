/* Sampul as a state machine: one box, its clock, bidders with lost answers, an extension, the close, a witness, three
   members of whom two are enough, a custodian, the opening. `pasok/sampul` and docs/sampul-format.md say the same in
   code and in words. Searched whole by tests/test_model.py; each BUG below is one that a real system had, and is found.

   -DBUG=1  the deadline is looked at before the lock is taken         (late bid)
   -DBUG=2  a receipt is given before the leaf is in the log           (lost bid)
   -DBUG=3  holders release when the close is there but nobody saw it  (a forked log opens early)
   -DBUG=4  shares are taken before enough have promised               (a member chooses after seeing the prices)
   -DBUG=5  what is revealed need not be what was promised             (the same, more quietly)
   -DBUG=6  the opening is not under the lock                          (two openings)
   -DBUG=7  an extension does not look whether the box is closed       (a deadline after the end) */

#ifndef BUG
#define BUG 0
#endif
#define BIDDERS 2
#define MEMBERS 3
#define K 2
#define NONE 255

byte now_ = 0, deadline = 2, size = 0, closed_at = NONE, seen = 0;
byte idx[BIDDERS] = NONE, promises = 0, good = 0, openings = 0;
bool acked[BIDDERS], inlog[BIDDERS];
bool kept_promise = false, kept_reveal = false;  /* the custodian's */
bool late = false, early = false, chose = false, moved = false, blind = true;

/* what is done under the sequencer's lock is one step: `atomic` */
#define TAKES  (now_ < deadline && closed_at == NONE)
#define SHUT   (closed_at != NONE && (seen > closed_at || BUG == 3))

active proctype Clock() {
  do :: now_ < 3 -> now_++ :: now_ == 3 -> break od
}

proctype Bidder(byte i) {
  byte tries = 0; bool in_time;
  do
  :: !acked[i] && tries < 2 ->
     tries++;
     in_time = TAKES;
#if BUG == 2
     if :: in_time -> acked[i] = true :: else fi;
#endif
     atomic { if
     :: inlog[i] -> acked[i] = true                      /* asked again: the same answer */
     :: !inlog[i] && (BUG == 1 -> in_time : TAKES) ->
        late = late || closed_at != NONE || now_ >= deadline;
        if
        :: BUG == 2 -> skip                              /* the machine dies here */
        :: true ->
           idx[i] = size; size++; inlog[i] = true;
           if :: acked[i] = true :: skip fi              /* skip: the answer is lost on the wire */
        fi
     :: else
     fi }
  :: acked[i] || tries == 2 -> break
  od
}

active proctype Pokja() {
  if
  :: atomic {
     if :: (BUG == 7 || TAKES) && deadline < 3 -> moved = moved || closed_at != NONE; deadline = 3 :: else fi }
  :: skip
  fi
}

active proctype Closer() {
  do
  :: closed_at == NONE && now_ >= deadline ->
     atomic { if :: closed_at == NONE && now_ >= deadline -> closed_at = size; size++ :: else fi }
  :: closed_at != NONE -> break
  od
}

active proctype Witness() {                              /* it signs what it has seen, when it comes by */
  do :: seen < size -> seen = size :: seen > closed_at -> break od
}

proctype Member() {
  bool gives, shows;
  SHUT;
  early = early || seen <= closed_at;
  if :: gives = true :: gives = false fi;                /* it may hold its share back: but says so first */
  promises++;
  (promises >= K && kept_promise) || BUG == 4;
  shows = gives;
#if BUG == 5
  if :: !blind -> shows = !gives :: skip fi;             /* the shares of others are known by now */
#endif
  atomic {
    chose = chose || shows != gives || promises < K || !kept_promise;
    if :: shows -> good++; blind = false :: else fi
  }
}

active proctype Custodian() {
  SHUT;
  early = early || seen <= closed_at;
  kept_promise = true;
  promises >= K || BUG == 4;
  kept_reveal = true
}

proctype Opener() {
  bool ready;
  do
  :: openings > 0 -> break
  :: openings == 0 && good >= K && kept_reveal ->
#if BUG == 6
     ready = openings == 0;
     if :: ready -> openings++ :: else fi
#else
     atomic { if :: openings == 0 -> openings++ :: else fi }
#endif
  :: timeout -> break                                    /* too few good shares: nothing is read, for ever */
  od
}

init { atomic { run Bidder(0); run Bidder(1); run Member(); run Member(); run Member(); run Opener(); run Opener() } }

#define ORDER(i) (!inlog[i] || closed_at == NONE || idx[i] < closed_at)
ltl safe { [] (
  !late && !early && !chose && !moved && openings <= 1
  && ORDER(0) && ORDER(1)
  && (openings == 0 || (closed_at != NONE && seen > closed_at && good >= K && kept_reveal))
) }
ltl kept { [] ( (acked[0] -> inlog[0]) && (acked[1] -> inlog[1]) ) }
