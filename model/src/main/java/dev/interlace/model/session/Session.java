package dev.interlace.model.session;

import dev.interlace.model.bytes.Bytes;
import dev.interlace.model.notice.KeyChange;
import dev.interlace.model.notice.Message;
import dev.interlace.model.notice.Notice;
import dev.interlace.model.notice.UserChange;
import dev.interlace.model.reply.Parts;
import dev.interlace.model.reply.Reply;
import dev.interlace.model.resp.Protocol;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One connection as the server knows it.
 *
 * @param database the selected one, from 0
 * @param inbox what was sent to the client unasked and not read by it so far, oldest first, as its protocol writes it; empty on a live
 *     server, which writes it to the socket at once
 */
public record Session(
    Identity identity, int database, Protocol protocol, Transaction transaction, Watches watches, Listening listening, Manners manners,
    Condition condition, List<Reply> inbox) {
  public static final Session FRESH =
      new Session(
          Identity.UNKNOWN, 0, Protocol.RESP2, Transaction.NONE, Watches.NONE, Listening.NONE, Manners.USUAL, Condition.READY, List.of());

  public Session {
    inbox = List.copyOf(inbox);
  }

  public Session withIdentity(Identity next) {
    return new Session(next, database, protocol, transaction, watches, listening, manners, condition, inbox);
  }

  public Session withDatabase(int selected) {
    return selected == database
        ? this
        : new Session(identity, selected, protocol, transaction, watches, listening, manners, condition, inbox);
  }

  public Session withProtocol(Protocol next) {
    return new Session(identity, database, next, transaction, watches, listening, manners, condition, inbox);
  }

  public Session withTransaction(Transaction next) {
    return new Session(identity, database, protocol, next, watches, listening, manners, condition, inbox);
  }

  public Session withWatches(Watches next) {
    return next == watches ? this : new Session(identity, database, protocol, transaction, next, listening, manners, condition, inbox);
  }

  public Session withListening(Listening next) {
    return next == listening ? this : new Session(identity, database, protocol, transaction, watches, next, manners, condition, inbox);
  }

  public Session withManners(Manners next) {
    return new Session(identity, database, protocol, transaction, watches, listening, next, condition, inbox);
  }

  public Session withCondition(Condition next) {
    return new Session(identity, database, protocol, transaction, watches, listening, manners, next, inbox);
  }

  public Session withInbox(List<Reply> next) {
    return new Session(identity, database, protocol, transaction, watches, listening, manners, condition, next);
  }

  /** See {@link Identity#id}. */
  public long id() {
    return identity.id();
  }

  /** As CLIENT SETNAME gave it, else empty. */
  public Bytes name() {
    return identity.name();
  }

  /**
   * The session after {@code notices}, in their order; those for other clients mean nothing to it. What one step sends to a client and
   * then throws it out, it never reads: the server had not written it yet.
   */
  public Session after(List<? extends Notice> notices) {
    var next = this;
    for (var i = 0; i < notices.size(); i++) {
      next = switch (notices.get(i)) {
        case UserChange change when change.user().equals(identity.user()) -> next.after(change);
        case UserChange ofAnother -> next;
        case KeyChange change -> next.withWatches(next.watches.after(change));
        case Message message when message.client() == id() && id() != Identity.ANONYMOUS -> next.after(message);
        case Message toAnother -> next;
      };
    }
    return next.isClosed() && !isClosed() ? next.withInbox(inbox) : next;
  }

  private Session after(UserChange change) {
    return switch (change) {
      case UserChange.Removed removed -> withIdentity(identity.asDefault(false)).closed();
      case UserChange.LostChannels(var now) -> listening.isAllowed(now) ? this : closed();
    };
  }

  private Session after(Message message) {
    var known = noting(message);
    return switch (message) {
      case Message.Served(var client, var reply, var meanwhile) when manners.isMute() ->
          known.after(meanwhile.stream().map(Message.Interjection::message).toList()).served(reply);
      case Message.Served(var client, var reply, var meanwhile) -> known.served(written(spoken(reply), meanwhile));
      case Message.Closed closed -> known.closed();
      case Message.Pushed pushed -> known.received(message);
      case Message.Invalidated invalidated -> known.received(message);
      case Message.RedirectBroken broken -> known.received(message);
    };
  }

  private Session served(Reply reply) {
    var answered = withIdentity(identity.withoutTicket()).withManners(manners.next());
    return manners.isMute()
        ? answered.withCondition(new Condition.Served(id(), Reply.NOTHING))
        : answered.withCondition(new Condition.Served(id(), Reply.inOrder(inbox, reply))).withInbox(List.of());
  }

  private Reply written(Reply reply, List<Message.Interjection> meanwhile) {
    var pushes = new ArrayList<Reply>();
    var places = new ArrayList<Integer>();
    for (var each : meanwhile) {
      sent(each.message()).ifPresent(push -> {
        pushes.add(push);
        places.add(each.place());
      });
    }
    return pushes.isEmpty() ? reply : new Reply.Several(Parts.interleaved(List.of(reply), pushes, places));
  }

  private Session received(Message message) {
    var sent = sent(message);
    if (sent.isEmpty() || isClosed()) {
      return this;
    }
    var longer = new ArrayList<>(inbox);
    longer.add(sent.get());
    return withInbox(longer);
  }

  /** This session after the server has sent it {@code message}, or has tried to, whatever becomes of the text. */
  public Session noting(Message message) {
    return message instanceof Message.RedirectBroken && listening.tracking().isPresent()
        ? withListening(listening.with(listening.tracking().map(Tracking::broken)))
        : this;
  }

  /** What is written to the connection for {@code message}, which is for it and unasked; empty if its protocol has no words for it. */
  public Optional<Reply> sent(Message message) {
    return switch (message) {
      case Message.Pushed(var client, Reply.Simple lineOfMonitor) when manners.isMute() -> Optional.empty();
      case Message.Pushed(var client, var push) -> Optional.of(spoken(push));
      case Message.Invalidated(var client, var isRedirected, var keys) -> invalidation(isRedirected, keys);
      case Message.RedirectBroken(var client, var redirect) ->
          protocol == Protocol.RESP2
              ? Optional.empty()
              : Optional.of(new Reply.Push(List.of(Reply.bulk("tracking-redir-broken"), Reply.of(redirect))));
      case Message.Served served -> Optional.empty();
      case Message.Closed closed -> Optional.empty();
    };
  }

  /** <b>Source:</b> {@code sendTrackingMessage}. */
  private Optional<Reply> invalidation(boolean isRedirected, Reply keys) {
    if (protocol == Protocol.RESP2) {
      return isRedirected && listening.isSubscriber()
          ? Optional.of(spoken(new Reply.Push(List.of(Reply.bulk("message"), Reply.bulk("__redis__:invalidate"), keys))))
          : Optional.empty();
    }
    return Optional.of(new Reply.Push(List.of(Reply.bulk("invalidate"), keys)));
  }

  /** {@code reply} as this connection's protocol writes it. */
  public Reply spoken(Reply reply) {
    return protocol == Protocol.RESP2 ? reply.asResp2() : reply.asResp3();
  }

  public boolean isInTransaction() {
    return !(transaction instanceof Transaction.None);
  }

  /** This session once its connection is gone, which its client has not noticed. */
  public Session closed() {
    return withCondition(condition instanceof Condition.Sleeping(var until, var isClosed) ? new Condition.Sleeping(until, true) : Condition.CLOSED);
  }

  /** Whether a command of it waits in the server. */
  public boolean isBlocked() {
    return condition instanceof Condition.Blocked;
  }

  public boolean isClosed() {
    return condition instanceof Condition.Closed;
  }
}
