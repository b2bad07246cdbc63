/**
 * The commands, a class a family: at its top the table, below it one short handler a row, in the same order.
 *
 * <p>Families are named as Redis' documentation groups its commands. Imports everything above it, up to {@code command}. Read
 * {@link dev.interlace.model.family.StringCommands} first, then {@link dev.interlace.model.family.TransactionCommands}.
 */
@NullMarked
package dev.interlace.model.family;

import org.jspecify.annotations.NullMarked;
