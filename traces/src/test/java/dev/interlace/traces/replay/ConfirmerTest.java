package dev.interlace.traces.replay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.interlace.traces.Samples;
import dev.interlace.traces.format.Trace;
import dev.interlace.traces.format.TraceFile;
import dev.interlace.traces.oracle.OracleServer;
import java.util.List;
import org.junit.jupiter.api.Test;

class ConfirmerTest {
  @Test
  void the_real_server_confirms_what_the_model_did() {
    OracleServer.find().ifPresentOrElse(
        redis -> {
          for (var trace : new Trace[] {Samples.oversell(), Samples.expiry(), Samples.appliedTwice(), Samples.fromTheStart()}) {
            assertThat(Confirmer.confirm(trace, redis)).as(trace.scenario()).isInstanceOf(Confirmation.Confirmed.class);
          }
        },
        () -> System.out.println("confirmation was not tried: " + OracleServer.ABSENT));
  }

  @Test
  void a_trace_that_lies_is_found_out() {
    OracleServer.find().ifPresent(redis -> {
      var json = TraceFile.toJson(Samples.oversell());
      var lie = TraceFile.fromJson(json.replaceFirst("\"bulk\" : \"1\"", "\"bulk\" : \"2\""), "lie");
      assertThat(Confirmer.confirm(lie, redis)).isEqualTo(new Confirmation.Different("step 1, alice: GET stock", "\"2\"", "\"1\""));
      var end = json.lastIndexOf("-1");
      var wrongEnd = TraceFile.fromJson(json.substring(0, end) + "-7" + json.substring(end + 2), "lie");
      assertThat(Confirmer.confirm(wrongEnd, redis)).isEqualTo(new Confirmation.Different("the end", "stock = \"-7\"", "stock = \"-1\""));
    });
  }

  @Test
  void what_answers_points_in_time_is_not_called_a_difference() {
    OracleServer.find().ifPresent(redis -> {
      var json = TraceFile.toJson(Samples.oversell());
      for (var words : List.of("\"EXPIRETIME\"", "\"GETEX\", \"k\", \"EXAT\"", "\"EVAL_RO\", \"return redis.call('PEXPIRETIME', 'k')\"")) {
        var trace = TraceFile.fromJson(json.replaceFirst("\"GET\"", words), words);
        assertThat(Confirmer.confirm(trace, redis)).as(words).isInstanceOf(Confirmation.NotPossible.class);
      }
    });
  }

  @Test
  void a_script_that_never_ends_is_not_let_loose_on_a_server() {
    OracleServer.find().ifPresent(redis -> {
      var json = TraceFile.toJson(Samples.oversell());
      var endless = TraceFile.fromJson(json.replaceFirst("\\[ \"GET\", \"stock\" ]|\\[\\s*\"GET\",\\s*\"stock\"\\s*]", "[ \"EVAL\", \"while true do end\", \"0\" ]")
          .replaceFirst("\"reply\" : \\{\\s*\"bulk\" : \"1\"\\s*},", ""), "endless");
      assertThat(Confirmer.confirm(endless, redis)).hasToString("NOT CONFIRMED: a script does not end, and a real server would be busy for ever");
    });
  }

  @Test
  void somebodys_data_is_not_touched() {
    OracleServer.find().ifPresent(redis -> {
      try (var server = OracleServer.start(redis, List.of()); var owner = server.connect()) {
        owner.call("SET", "precious", "1");
        assertThat(Confirmer.confirm(Samples.oversell(), server.address())).isInstanceOf(Confirmation.NotPossible.class);
        assertThat(owner.call("GET", "precious").toString()).contains("1");
      }
    });
  }
}
