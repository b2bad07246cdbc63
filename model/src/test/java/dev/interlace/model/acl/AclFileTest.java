package dev.interlace.model.acl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.interlace.engine.disk.DiskFault;
import dev.interlace.engine.disk.DiskState;
import dev.interlace.engine.disk.PowerLoss;
import dev.interlace.engine.disk.SimulatedDisk;
import dev.interlace.model.bytes.Bytes;
import dev.interlace.model.command.CommandCatalog;
import dev.interlace.model.settings.Settings;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Users in a file of their own; that the texts are Redis' is compared in {@code AclFileConformanceTest}. */
class AclFileTest {
  private static final String PATH = "users.acl";
  private static final Dialect DIALECT = CommandCatalog.dialect(Settings.DEFAULT);
  private static final Acl OLD = with("alice", "on", ">p", "~k*", "+@all");
  private static final Acl NEW = with("bob", "on", "nopass", "&c*", "(+get ~x)");

  private static Acl with(String name, String... rules) {
    var words = List.of(rules).stream().map(Bytes::of).toList();
    return ((Acl.Change.Done) Acl.INITIAL.set(Bytes.of(name), words, DIALECT)).acl();
  }

  @Test
  void whatever_is_lost_while_users_are_saved_the_file_holds_the_old_ones_or_the_new_ones() {
    var moments = new ArrayList<DiskState>();
    var disk = new SimulatedDisk(DiskState.EMPTY, moments::add);
    var file = new AclFile(disk, PATH);
    file.save(OLD, DIALECT.commands());
    var saved = moments.size();
    file.save(NEW, DIALECT.commands());
    moments.add(disk.state());
    for (var moment : moments.subList(saved, moments.size())) {
      for (var after : moment.powerLoss(PowerLoss.Tear.BYTES).some(10_000, 1)) {
        var loaded = new AclFile(new SimulatedDisk(after), PATH).load(DIALECT);
        assertThat(loaded).isIn(new Acl.Change.Done(OLD), new Acl.Change.Done(NEW));
      }
    }
    assertThat(new AclFile(new SimulatedDisk(disk.state().powerLoss(PowerLoss.Tear.BYTES).some(2, 1).getFirst()), PATH).load(DIALECT))
        .isEqualTo(new Acl.Change.Done(NEW));
  }

  @Test
  void a_disk_that_is_full_keeps_the_old_users() {
    var disk = new SimulatedDisk(DiskState.EMPTY);
    new AclFile(disk, PATH).save(OLD, DIALECT.commands());
    var full = new SimulatedDisk(disk.state().withCapacity(disk.size(PATH)));
    assertThatThrownBy(() -> new AclFile(full, PATH).save(NEW, DIALECT.commands())).isInstanceOf(DiskFault.class);
    assertThat(new AclFile(full, PATH).load(DIALECT)).isEqualTo(new Acl.Change.Done(OLD));
    assertThat(full.list("")).containsExactly(PATH);
  }
}
