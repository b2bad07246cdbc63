/**
 * What the server knows of its clients together, beyond each one's session: who has which id, who waits for what, who listens to what.
 *
 * <p>Imports {@code bytes}, {@code collection}, {@code reply}, {@code notice} and {@code session}. Read {@link dev.interlace.model.clients.Clients}.
 */
@NullMarked
package dev.interlace.model.clients;

import org.jspecify.annotations.NullMarked;
