package dev.weir.it.readme;

import java.io.IOException;
import java.io.StringWriter;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/** A Java block of README.md: a compact source file, whose imports a reader's editor adds. */
final class JavaExample {

  private static final String IMPORTS =
      """
      import dev.weir.bandwidth.iperf3.*;
      import dev.weir.server.*;
      import dev.weir.server.connection.*;
      import dev.weir.server.option.*;
      import dev.weir.server.testing.*;
      import io.netty.channel.*;
      import io.netty.handler.codec.*;
      import io.netty.handler.codec.string.*;
      import java.nio.charset.StandardCharsets;
      import java.time.Duration;
      import java.util.Locale;
      import org.junit.jupiter.api.Test;
      import static org.junit.jupiter.api.Assertions.assertEquals;
      """;

  private JavaExample() {}

  /** Compiles the block into the directory, and returns a class of it. */
  static Class<?> compiled(CodeBlock block, Path directory, String name) throws Exception {
    Path source = Files.writeString(directory.resolve("Example.java"), IMPORTS + block.text());
    compile(source, directory);
    URLClassLoader loader = new URLClassLoader(new URL[] {directory.toUri().toURL()});
    return loader.loadClass(name);
  }

  private static void compile(Path source, Path directory) throws IOException {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    StringWriter complaints = new StringWriter();
    try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
      Iterable<? extends JavaFileObject> sources = files.getJavaFileObjects(source);
      List<String> options = List.of("-d", directory.toString(), "-proc:none");
      if (!compiler.getTask(complaints, files, null, options, null, sources).call()) {
        throw new AssertionError("README.md does not compile:\n" + complaints);
      }
    }
  }
}
