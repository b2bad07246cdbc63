package dev.interlace.engine.program;

import dev.interlace.engine.state.ObjectLog;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One client as a lazy automaton: a node is what the client may still remember, an edge the next reply, and the content of a node
 * the requests that it sent and nobody has executed yet, or the client's result.
 *
 * <p>A node is computed once, by running the operation from its start on the replies of one path to it; afterwards it is looked
 * up. Nodes are numbered from 0 in the order of discovery. Replies before the start of the current operation are forgotten
 * (results are not), and so are those before the last mark.
 *
 * <p><b>Requests whose replies nobody reads:</b> an operation that returns or throws while requests are outstanding has sent
 * them, so they are still executed, in order, before the next operation starts.
 *
 * <p><b>Errors:</b> {@link ProgramFault}, from every method that leads to a new node.
 *
 * <p><b>Threads:</b> while one follows replies, others may look at nodes that they were told of.
 */
public final class ReplyTree<Q, R> {
  private static final Object[] NO_REPLIES = {};

  private final ObjectLog<Node<Q>> nodes = new ObjectLog<>();
  private final Map<Drain<Q>, Integer> drains = new HashMap<>();
  private final Map<ClientResult, Integer> ends = new HashMap<>();
  private final Runner<Q, R> runner;
  private final int operations;
  private final int root;

  public ReplyTree(Client<Q, R> client) {
    this(client, false);
  }

  /** @param isTrusted whether the client's programs are known to do the same twice, so that this need not be seen */
  public ReplyTree(Client<Q, R> client, boolean isTrusted) {
    runner = new Runner<>(client, isTrusted);
    operations = client.operations().size();
    root = start(new Start(0, ClientResult.NOTHING, false));
  }

  /** An operation that ended before its last requests were executed. */
  private record Drain<Q>(int operation, ClientResult after, List<Q> queue) {}

  /** The node of a client that has done nothing yet. */
  public int root() {
    return root;
  }

  public int size() {
    return nodes.size();
  }

  /** Whether the client has finished or failed: nothing is pending and nothing will be. */
  public boolean isEnded(int node) {
    return nodes.get(node).queue.isEmpty();
  }

  /** The request to be executed next. Only for a node that is not ended. */
  public Q request(int node) {
    return nodes.get(node).queue.getFirst();
  }

  /** The index of the operation that the pending request belongs to; of an ended client, the number of operations. */
  public int operation(int node) {
    return nodes.get(node).operation;
  }

  /** The results of the operations that ended so far. */
  public ClientResult result(int node) {
    return nodes.get(node).result;
  }

  /** The node after {@code reply} to the pending request. */
  public int child(int node, R reply) {
    return follow(node, reply);
  }

  /** The node after the connection went down instead of a reply. What else was pending is dropped. */
  public int lost(int node) {
    return follow(node, Context.LOST);
  }

  /** The node after the operation that {@code node} is in was made to end so, wherever it is. What was pending is dropped. */
  public int cut(int node, OperationEnd end) {
    var at = nodes.get(node);
    return proceed(at.operation, at.start.before().plus(end), false);
  }

  private int follow(int node, Object reply) {
    var at = nodes.get(node);
    var known = at.children.get(reply);
    if (known != null) {
      return known;
    }
    var child = at.run == null ? drained(at, reply) : grown(at, reply);
    at.children.put(reply, child);
    return child;
  }

  private int drained(Node<Q> at, Object reply) {
    if (reply == Context.LOST) {
      return proceed(at.operation, at.result, true);
    }
    return drain(at, at.result, at.queue.subList(1, at.queue.size()));
  }

  private int grown(Node<Q> at, Object reply) {
    var path = append(at.path, reply);
    var run = runner.run(at.start, path);
    runner.checkContinues(at.start, at.run, at.path, run, path);
    runner.checkTwice(at.start, path, run);
    var child = settle(at, path, run);
    if (at.otherPath != null) {
      var merged = crossCheck(at, reply, run, path);
      if (merged != null) {
        checkBelow(merged);
      }
    }
    return child;
  }

  /** The node that {@code run} led to, new or known. */
  private int settle(Node<Q> at, Object[] path, Run<Q> run) {
    if (run.end() != null) {
      var result = at.start.before().plus(run.end());
      return run.queue().isEmpty() ? proceed(at.operation, result, run.isDown()) : drain(at, result, run.queue());
    }
    if (run.context().node < 0) {
      run.context().node = add(new Node<>(at.operation, at.start, path, run, run.queue(), at.start.before()));
      return run.context().node;
    }
    var known = nodes.get(run.context().node);
    if (!known.run.leadsWhere(run)) {
      throw runner.leak(at.start, known.run, known.path, run, path);
    }
    if (known.otherPath == null && !Arrays.equals(known.path, path)) {
      known.otherPath = path;
      checkBelow(known);
    }
    return run.context().node;
  }

  /** Checks everything learnt so far below {@code merged}, which has just gained its other path, on that path too. */
  private void checkBelow(Node<Q> merged) {
    Deque<Node<Q>> open = new ArrayDeque<>(List.of(merged));
    while (!open.isEmpty()) {
      var at = open.removeFirst();
      for (var reply : at.children.keySet()) {
        var path = append(at.path, reply);
        var run = runner.run(at.start, path);
        var below = crossCheck(at, reply, run, path);
        if (below != null) {
          open.addLast(below);
        }
      }
    }
  }

  /**
   * Compares {@code run}, the one on the path by which the node is known, with the one on its other path; returns the child if
   * that gained another path by it.
   */
  private @Nullable Node<Q> crossCheck(Node<Q> at, Object reply, Run<Q> run, Object[] path) {
    var otherPath = append(at.otherPath, reply);
    var other = runner.run(at.start, otherPath);
    if (other.received() < otherPath.length || !run.leadsWhere(other)) {
      throw runner.leak(at.start, run, path, other, otherPath);
    }
    if (run.end() != null || run.context().node < 0) {
      return null;
    }
    var child = nodes.get(run.context().node);
    if (child.otherPath != null || Arrays.equals(child.path, otherPath)) {
      return null;
    }
    child.otherPath = otherPath;
    return child;
  }

  private int drain(Node<Q> at, ClientResult result, List<Q> queue) {
    if (queue.isEmpty()) {
      return proceed(at.operation, result, false);
    }
    var key = new Drain<>(at.operation, result, List.copyOf(queue));
    var known = drains.get(key);
    if (known == null) {
      known = add(new Node<>(at.operation, at.start, NO_REPLIES, null, key.queue, result));
      drains.put(key, known);
    }
    return known;
  }

  private int proceed(int operation, ClientResult result, boolean isDown) {
    return result.failure().isPresent() ? end(result) : start(new Start(operation + 1, result, isDown));
  }

  private int start(Start start) {
    if (start.operation() == operations) {
      return end(start.before());
    }
    var context = runner.context(start);
    if (context.node >= 0) {
      return context.node;
    }
    var run = runner.run(start, NO_REPLIES);
    runner.checkTwice(start, NO_REPLIES, run);
    context.node = settle(new Node<>(start.operation(), start, NO_REPLIES, run, run.queue(), start.before()), NO_REPLIES, run);
    return context.node;
  }

  private int end(ClientResult result) {
    var known = ends.get(result);
    if (known == null) {
      var operation = result.values().size();
      known = add(new Node<>(operation, new Start(operation, result, false), NO_REPLIES, null, List.of(), result));
      ends.put(result, known);
    }
    return known;
  }

  private int add(Node<Q> node) {
    return nodes.add(node);
  }

  private static Object[] append(Object[] replies, Object reply) {
    var longer = Arrays.copyOf(replies, replies.length + 1);
    longer[replies.length] = reply;
    return longer;
  }

  /** What is known of a node. {@code run} is null where no program waits: the client has ended, or its last requests drain. */
  private static final class Node<Q> {
    final int operation;
    final Start start;
    final Object[] path;
    final @Nullable Run<Q> run;
    final List<Q> queue;
    final ClientResult result;
    final Map<Object, Integer> children = new LinkedHashMap<>();
    /** A second path that was merged into this node, to check on it what is learnt on the first. */
    Object @Nullable [] otherPath;

    Node(int operation, Start start, Object[] path, @Nullable Run<Q> run, List<Q> queue, ClientResult result) {
      this.operation = operation;
      this.start = start;
      this.path = path;
      this.run = run;
      this.queue = queue;
      this.result = result;
    }
  }
}
