/**
 * What the server knows of its clients together, beyond each one's session: who has which id, who waits for what, who listens to what.
 *
 * <p>Imports {@code bytes}, {@code collection}, {@code reply}, {@code notice}, {@code session} and {@code value}. Read
 * {@link dev.interlace.model.clients.Clients}, then {@link dev.interlace.model.clients.BlockedClients}.
 */
@NullMarked
package dev.interlace.model.clients;

import org.jspecify.annotations.NullMarked;
