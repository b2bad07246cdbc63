/* W2: R times WATCH k; v = GET k; MULTI; SET k v+1; EXEC; again if nil. */
byte k = 0;
bool watching[N];
bool dirty[N];
#define COMMIT for (j : 0 .. N - 1) { dirty[j] = dirty[j] || watching[j] }; j = 0; \
  dirty[_pid] = false; watching[_pid] = false; k = v + 1; v = 0; done = done + 1
active [N] proctype client() {
  byte v = 0;
  byte j = 0;
  byte done = 0;
  do
  :: watching[_pid] = true;
     v = k;
     v = v;
     v = v;
     if
     :: d_step { dirty[_pid] -> dirty[_pid] = false; watching[_pid] = false; v = 0 }
     :: d_step { !dirty[_pid] && done + 1 < R -> COMMIT }
     :: d_step { !dirty[_pid] && done + 1 >= R -> COMMIT }; break
     fi
  od;
end: false
}
