package dev.interlace.model.telemetry;

/**
 * What a server tells of the process it is. The model never asks the machine: who runs the server says it.
 *
 * @param runId forty hexadecimal digits that no other run has
 */
public record ProcessFacts(long processId, String runId, int port, String operatingSystem, String executable) {
  public static final ProcessFacts UNKNOWN = new ProcessFacts(1, "0".repeat(40), 6379, "Linux x86_64", "/usr/bin/redis-server");
}
