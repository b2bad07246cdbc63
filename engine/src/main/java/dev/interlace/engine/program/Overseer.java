package dev.interlace.engine.program;

/** Is told of each run of a client's code, on the thread that runs it. Nothing that is found depends on it. */
public interface Overseer {
  Overseer NOBODY = new Overseer() {
    @Override
    public void enters(String who, int replies) {}

    @Override
    public void leaves() {}
  };

  /**
   * The calling thread goes into a program.
   *
   * @param who the client and the operation
   * @param replies how many the program is given
   */
  void enters(String who, int replies);

  /** It has come back. */
  void leaves();
}
