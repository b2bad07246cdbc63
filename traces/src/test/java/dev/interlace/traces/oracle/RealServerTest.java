package dev.interlace.traces.oracle;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class RealServerTest {
  /** Elsewhere tests compare with recorded replies when there is no server; where this variable is set, that is not good enough. */
  @Test
  void where_a_real_server_is_required_there_is_one_of_the_modelled_version() {
    var isRequired = System.getenv("INTERLACE_REQUIRE_REDIS") != null;
    var found = OracleServer.find();
    assertThat(found.isPresent() || !isRequired).as(OracleServer.ABSENT).isTrue();
    found.ifPresent(binary -> {
      try (var server = OracleServer.start(binary, List.of())) {
        assertThat(server.version()).startsWith("7.0.");
      }
    });
  }
}
