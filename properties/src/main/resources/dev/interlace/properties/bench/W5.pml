/* W5: one transfer of 1 from account _pid % 4 to (_pid + 1) % 4: WATCH both, GET both, if short UNWATCH and stop,
   else MULTI, DECRBY, INCRBY, EXEC, again if nil. */
#define FROM (_pid % 4)
#define TO ((_pid + 1) % 4)
#define OTHERS(i) ((i) % 4 == FROM || (i) % 4 == TO || ((i) + 1) % 4 == FROM || ((i) + 1) % 4 == TO)
byte balance[4] = 1;
bool watching[N];
bool dirty[N];
active [N] proctype client() {
  byte have = 0;
  byte other = 0;
  byte j = 0;
  do
  :: watching[_pid] = true;
     have = balance[FROM];
     other = balance[TO];
     if
     :: d_step { have < 1 -> watching[_pid] = false; dirty[_pid] = false; have = 0; other = 0 }; break
     :: have >= 1 /* MULTI */
     fi;
     have = have;
     have = have;
     if
     :: d_step { dirty[_pid] -> dirty[_pid] = false; watching[_pid] = false; have = 0; other = 0 }
     :: d_step { !dirty[_pid] -> balance[FROM] = balance[FROM] - 1; balance[TO] = balance[TO] + 1;
          for (j : 0 .. N - 1) { dirty[j] = dirty[j] || (watching[j] && OTHERS(j)) }; j = 0;
          dirty[_pid] = false; watching[_pid] = false; have = 0; other = 0 }; break
     fi
  od;
end: false
}
