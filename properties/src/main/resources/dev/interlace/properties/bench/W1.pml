/* W1: s = GET stock; if s >= 1, DECRBY stock 1. */
short stock = 1;
active [N] proctype client() {
  if
  :: stock >= 1; stock = stock - 1
  :: stock < 1
  fi;
end: false
}
