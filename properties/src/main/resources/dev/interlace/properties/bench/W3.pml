/* W3: R times v = GET k; SET k v+1. */
byte k = 0;
active [N] proctype client() {
  byte v = 0;
  byte done = 0;
  do
  :: v = k;
     if
     :: d_step { done + 1 < R -> k = v + 1; v = 0; done = done + 1 }
     :: d_step { done + 1 >= R -> k = v + 1; v = 0; done = done + 1 }; break
     fi
  od;
end: false
}
