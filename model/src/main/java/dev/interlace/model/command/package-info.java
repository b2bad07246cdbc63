/**
 * What a command is: a row of the table, and a handler that sees one {@link dev.interlace.model.command.Call}.
 *
 * <p>Imports {@code bytes}, {@code reply}, {@code value}, {@code keyspace}, {@code request}, {@code session}, {@code script}. Read
 * {@link dev.interlace.model.command.CommandSpec}, then {@link dev.interlace.model.command.Call} and
 * {@link dev.interlace.model.command.Connection}.
 */
@NullMarked
package dev.interlace.model.command;

import org.jspecify.annotations.NullMarked;
