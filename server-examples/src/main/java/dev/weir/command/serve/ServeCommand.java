package dev.weir.command.serve;

import dev.weir.command.ExitCode;
import dev.weir.command.ParsedSubcommand;
import dev.weir.command.Terminal;
import dev.weir.command.UsageException;
import dev.weir.command.config.CommandLineConfig;
import dev.weir.command.config.ConfigException;
import dev.weir.command.config.ConfigReader;
import dev.weir.command.config.EffectiveConfig;
import dev.weir.command.config.ServeConfig;
import dev.weir.command.config.Setting;
import dev.weir.command.config.Settings;
import dev.weir.command.config.UdpSettings;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;

/** {@code weir serve}: runs named services until a signal, then drains them. */
public final class ServeCommand extends ParsedSubcommand {

  private static final List<Setting<?>> SHARED =
      List.of(
          Settings.OPTIONS_TEXT,
          Settings.TO,
          Settings.SHARDS,
          UdpSettings.METADATA,
          UdpSettings.JOIN);
  private static final List<Setting<?>> PROCESS =
      List.of(
          Settings.DRAIN,
          Settings.ADMIN_LISTEN,
          Settings.OTLP_URL,
          Settings.OTLP_STEP,
          Settings.LOG_LEVEL);

  private final ServeOptions options = new ServeOptions(help());

  /** Called by the service loader. */
  public ServeCommand() {}

  @Override
  public String name() {
    return "serve";
  }

  @Override
  public String summary() {
    return "run example servers: echo, lines and more";
  }

  @Override
  protected CommandSpec spec() {
    return options.spec();
  }

  @Override
  protected int call(Terminal terminal) throws Exception {
    return options.flag("--list") ? list(terminal) : serve(terminal);
  }

  private static int list(Terminal terminal) {
    for (Service service : Services.all()) {
      terminal.out().printf("%-10s %s%n", service.name(), service.summary());
    }
    return ExitCode.DONE;
  }

  private int serve(Terminal terminal) throws Exception {
    ServeConfig effective;
    Optional<Path> config = options.config();
    try {
      effective = config.isPresent() ? fromFile(config.get()) : fromCommandLine();
    } catch (ConfigException wrong) {
      wrong.problems().forEach(terminal.err()::println);
      return ExitCode.USAGE;
    }
    if (options.flag("--check")) {
      terminal.out().print(EffectiveConfig.print(effective, Services.handlers()));
      terminal.out().flush();
    } else {
      Serving.run(effective, config, terminal);
    }
    return ExitCode.DONE;
  }

  private ServeConfig fromFile(Path file) throws ConfigException {
    if (options.saysMoreThan("--config", "--check", "--list", "--help")) {
      throw new UsageException(
          "--config: the file says everything (expected: only --check beside it)");
    }
    return ConfigReader.read(file, Services.handlers());
  }

  private ServeConfig fromCommandLine() {
    if (options.services().isEmpty()) {
      throw new UsageException(
          "no service (expected: NAME --listen URI, NAME=URI or --config FILE)");
    }
    CommandLineConfig line = new CommandLineConfig();
    Assignment.addAll(line, options.services(), options.listen());
    for (Setting<?> setting : SHARED) {
      line.shared(setting, options.text(setting));
    }
    line.shared(Settings.STEERED, options.flag(Settings.STEERED));
    line.limits(options.text("--limits"));
    line.sessions(options.text("--sessions"));
    line.batching(options.text("--batching"));
    for (Setting<?> setting : PROCESS) {
      line.process(setting, options.text(setting));
    }
    line.process(Settings.PINNED, options.flag(Settings.PINNED));
    line.process(Settings.ADMIN_OPEN, options.flag(Settings.ADMIN_OPEN));
    return line.build(Services.handlers());
  }
}
