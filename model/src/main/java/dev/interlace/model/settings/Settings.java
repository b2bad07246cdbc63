package dev.interlace.model.settings;

import dev.interlace.model.acl.Acl;
import dev.interlace.model.bytes.Bytes;
import dev.interlace.model.version.RedisVersion;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The part of the server's state that its operator decides.
 *
 * <p>Values are texts as CONFIG GET answers them ({@link #shown}), one byte a character.
 *
 * @param version of Redis that the server is one of
 * @param configuration what differs from the defaults, by the parameter's {@linkplain Parameter#name() name}
 * @param acl who may do what
 * @param names what commands are called
 */
public record Settings(RedisVersion version, SortedMap<String, String> configuration, Acl acl, CommandNames names) {
  public static final Settings DEFAULT = new Settings(RedisVersion.MODELLED, Collections.emptySortedMap(), Acl.INITIAL, CommandNames.USUAL);

  public Settings {
    configuration = Collections.unmodifiableSortedMap(new TreeMap<>(configuration));
  }

  /** @param name of a parameter, in lower case and not an old one */
  public String text(String name) {
    var set = configuration.get(name);
    return set == null ? Parameters.get(name).initial() : set;
  }

  /** As CONFIG GET answers it: beside {@code A} it does not tell of {@code n}. */
  public String shown(String name) {
    var text = text(name);
    return name.equals(Notifications.PARAMETER) && text.contains("A") ? text.replace("n", "") : text;
  }

  /** A parameter that is a number or an amount of memory in bytes; beyond the largest long it wraps around, as Redis keeps it. */
  public long number(String name) {
    var text = text(name);
    return text.startsWith("-") ? Long.parseLong(text) : Long.parseUnsignedLong(text);
  }

  /** A parameter that is {@code yes} or {@code no}. */
  public boolean isOn(String name) {
    return text(name).equals("yes");
  }

  /**
   * The same with one parameter changed; {@code requirepass} changes the password of the default user.
   *
   * @param value as its {@link Kind} answers it
   */
  public Settings with(String name, String value) {
    if (text(name).equals(value)) {
      return this;
    }
    var changed = new TreeMap<>(configuration);
    if (value.equals(Parameters.get(name).initial())) {
      changed.remove(name);
    } else {
      changed.put(name, value);
    }
    return new Settings(version, changed, name.equals("requirepass") ? acl.withDefaultPassword(Bytes.latin1(value)) : acl, names);
  }

  /** The same with these parameters changed, each as {@link #with(String, String)} does. */
  public Settings with(SortedMap<String, String> parameters) {
    var next = this;
    for (var each : parameters.entrySet()) {
      next = next.with(each.getKey(), each.getValue());
    }
    return next;
  }

  public Settings with(Acl next) {
    return new Settings(version, configuration, next, names);
  }

  public Settings with(CommandNames next) {
    return new Settings(version, configuration, acl, next);
  }

  /**
   * The same after an operator wrote {@code given} to a parameter.
   *
   * @param name in lower case; an old name counts too
   * @throws Refused if the parameter cannot take it
   */
  public Settings assign(String name, String given) {
    var parameter = Parameters.get(Parameters.find(name).orElseThrow().current());
    return with(parameter.name(), parameter.kind().accept(given, text(parameter.name())));
  }
}
