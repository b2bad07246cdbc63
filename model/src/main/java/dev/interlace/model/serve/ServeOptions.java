package dev.interlace.model.serve;

import dev.interlace.model.acl.AclFile;
import dev.interlace.model.settings.Settings;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * How a server is set up, and what it takes time and randomness from.
 *
 * <p><b>Deviation:</b> {@code port 0} stands for any free port, not for none.
 *
 * @param settings the parameters of {@code redis.conf}; {@code bind} and {@code port} say where it listens
 * @param seed where all the server's randomness comes from
 * @param isVirtual whether time stands still until everybody waits for it
 * @param file which CONFIG REWRITE writes; empty if the settings are from no file
 */
public record ServeOptions(Settings settings, long seed, boolean isVirtual, Optional<Path> file) {
  public ServeOptions(Settings settings, long seed, boolean isVirtual) {
    this(settings, seed, isVirtual, Optional.empty());
  }

  /** On a port of the loopback interface. */
  public static ServeOptions onPort(int port) {
    return new ServeOptions(Settings.DEFAULT.with("bind", "127.0.0.1").with("port", Integer.toString(port)), 0, false);
  }

  /** The same with one more parameter, in the form in which CONFIG GET shows it. */
  public ServeOptions with(String name, String value) {
    return new ServeOptions(settings.with(name, value), seed, isVirtual, file);
  }

  public ServeOptions withVirtualTime() {
    return new ServeOptions(settings, seed, true, file);
  }

  public ServeOptions withFile(Path next) {
    return new ServeOptions(settings, seed, isVirtual, Optional.of(next));
  }

  /**
   * Where its data are kept. <b>Deviation:</b> nowhere, unless {@code dir}, {@code appendonly} or {@code save} is given: Redis saves to the
   * directory that it is started in.
   */
  Optional<Path> directory() {
    var given = settings.configuration();
    var isAsked = given.containsKey("dir") || settings.isOn("appendonly") || given.containsKey("save") && !settings.text("save").isEmpty();
    return isAsked ? Optional.of(Path.of(given.getOrDefault("dir", "."))) : Optional.empty();
  }

  /** Where its users are, if not in its configuration. */
  Optional<AclFile> aclFile() {
    var path = settings.text("aclfile");
    var root = directory().orElse(Path.of(settings.configuration().getOrDefault("dir", "")));
    return path.isEmpty() ? Optional.empty() : Optional.of(new AclFile(new RealDisk(root), path));
  }

  /** Where it listens. */
  List<InetSocketAddress> addresses() throws UnknownHostException {
    var port = (int) settings.number("port");
    var all = new ArrayList<InetSocketAddress>();
    for (var name : settings.text("bind").split(" ")) {
      var host = name.startsWith("-") ? name.substring(1) : name;
      var address = new InetSocketAddress(host.equals("*") ? "0.0.0.0" : host.equals("::*") ? "::" : host, port);
      if (address.isUnresolved()) {
        throw new UnknownHostException("there is no address " + host + " to listen on");
      }
      all.add(address);
    }
    return all;
  }
}
