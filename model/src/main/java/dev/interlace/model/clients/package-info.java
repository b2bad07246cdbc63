/**
 * What the server knows of its clients together, beyond each one's session: who has which id, who waits for what, who listens to what.
 *
 * <p>Imports {@code bytes}, {@code value}, {@code reply} and {@code notice}. Read {@link dev.interlace.model.clients.Clients}.
 */
@NullMarked
package dev.interlace.model.clients;

import org.jspecify.annotations.NullMarked;
