package dev.weir.command;

import io.netty.util.Version;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;

/** The text of {@code weir --version}. */
public final class VersionText {

  private VersionText() {}

  /** Weir's own version, as in its pom. */
  public static String weir() {
    Properties properties = new Properties();
    try (InputStream in = VersionText.class.getResourceAsStream("version.properties")) {
      if (in != null) {
        properties.load(in);
      }
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
    return properties.getProperty("version", "unknown");
  }

  /** The version of Netty's classes on the class path. */
  public static String netty() {
    Version common = Version.identify().get("netty-common");
    return common == null ? "unknown" : common.artifactVersion();
  }

  /** Name and version of the JVM. */
  public static String jvm() {
    return System.getProperty("java.vm.name") + " " + System.getProperty("java.vm.version");
  }

  /** Name, release and architecture of the kernel. */
  public static String kernel() {
    return System.getProperty("os.name")
        + " "
        + System.getProperty("os.version")
        + " "
        + System.getProperty("os.arch");
  }

  static String current() {
    return String.format(
        "weir %s%nnetty %s%njvm %s%nkernel %s%n", weir(), netty(), jvm(), kernel());
  }
}
