package dev.interlace.model.server;

import dev.interlace.model.command.CommandTable;
import dev.interlace.model.family.AclCommands;
import dev.interlace.model.family.BitmapCommands;
import dev.interlace.model.family.BlockingCommands;
import dev.interlace.model.family.ClientCommands;
import dev.interlace.model.family.ClientWaitingCommands;
import dev.interlace.model.family.ClusterCommands;
import dev.interlace.model.family.CommandCommands;
import dev.interlace.model.family.ConfigCommands;
import dev.interlace.model.family.ConnectionCommands;
import dev.interlace.model.family.DebugCommands;
import dev.interlace.model.family.DumpCommands;
import dev.interlace.model.family.ExpiryCommands;
import dev.interlace.model.family.FunctionCommands;
import dev.interlace.model.family.GenericCommands;
import dev.interlace.model.family.GeoCommands;
import dev.interlace.model.family.HashCommands;
import dev.interlace.model.family.HelpCommands;
import dev.interlace.model.family.HyperLogLogCommands;
import dev.interlace.model.family.InfoCommand;
import dev.interlace.model.family.LatencyCommands;
import dev.interlace.model.family.ListCommands;
import dev.interlace.model.family.MemoryCommands;
import dev.interlace.model.family.ModuleCommands;
import dev.interlace.model.family.MonitorCommand;
import dev.interlace.model.family.ObjectCommands;
import dev.interlace.model.family.PersistenceCommands;
import dev.interlace.model.family.PubSubCommands;
import dev.interlace.model.family.ReplicationCommands;
import dev.interlace.model.family.ScriptingCommands;
import dev.interlace.model.family.ServerCommands;
import dev.interlace.model.family.SetCommands;
import dev.interlace.model.family.SlowLogCommands;
import dev.interlace.model.family.SortCommands;
import dev.interlace.model.family.SortedSetAlgebraCommands;
import dev.interlace.model.family.SortedSetCommands;
import dev.interlace.model.family.SortedSetRangeCommands;
import dev.interlace.model.family.StreamClaimCommands;
import dev.interlace.model.family.StreamCommands;
import dev.interlace.model.family.StreamGroupCommands;
import dev.interlace.model.family.StreamInfoCommands;
import dev.interlace.model.family.StreamReadCommands;
import dev.interlace.model.family.StringCommands;
import dev.interlace.model.family.TrackingCommands;
import dev.interlace.model.family.TransactionCommands;
import java.util.List;

/** The families that make up the server. */
public final class Commands {
  public static final CommandTable TABLE =
      new CommandTable(
          List.of(
              AclCommands.TABLE,
              GenericCommands.TABLE,
              ExpiryCommands.TABLE,
              SortCommands.TABLE,
              ObjectCommands.TABLE,
              DumpCommands.TABLE,
              StringCommands.TABLE,
              BitmapCommands.TABLE,
              HyperLogLogCommands.TABLE,
              HashCommands.TABLE,
              ListCommands.TABLE,
              SetCommands.TABLE,
              SortedSetCommands.TABLE,
              SortedSetRangeCommands.TABLE,
              SortedSetAlgebraCommands.TABLE,
              GeoCommands.TABLE,
              BlockingCommands.TABLE,
              StreamCommands.TABLE,
              StreamReadCommands.TABLE,
              StreamGroupCommands.TABLE,
              StreamClaimCommands.TABLE,
              StreamInfoCommands.TABLE,
              TransactionCommands.TABLE,
              ScriptingCommands.TABLE,
              FunctionCommands.TABLE,
              ConnectionCommands.TABLE,
              ClientWaitingCommands.TABLE,
              PubSubCommands.TABLE,
              TrackingCommands.TABLE,
              MonitorCommand.TABLE,
              CommandCommands.TABLE,
              ConfigCommands.TABLE,
              ReplicationCommands.TABLE,
              ClusterCommands.TABLE,
              ModuleCommands.TABLE,
              PersistenceCommands.TABLE,
              ClientCommands.TABLE,
              InfoCommand.TABLE,
              SlowLogCommands.TABLE,
              LatencyCommands.TABLE,
              MemoryCommands.TABLE,
              DebugCommands.TABLE,
              HelpCommands.TABLE,
              ServerCommands.TABLE));

  private Commands() {}
}
