package dev.interlace.properties.conformance;

import dev.interlace.model.request.Command;

/**
 * A command of one client.
 *
 * @param client from 0
 */
record Step(int client, Command command) {}
