/* W4: 4 writes to the client's own key. */
byte own[N];
active [N] proctype client() {
  own[_pid] = 1;
  own[_pid] = 2;
  own[_pid] = 3;
  own[_pid] = 4;
end: false
}
