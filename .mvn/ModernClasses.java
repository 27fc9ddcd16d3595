import java.io.IOException;
import java.io.InputStream;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassFileVersion;
import java.lang.classfile.ClassHierarchyResolver;
import java.lang.classfile.ClassModel;
import java.lang.classfile.ClassTransform;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Collections;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;

/**
 * Rewrites the classes of a jar that are older than Java 6 as classes of Java 8, in place: java
 * .mvn/ModernClasses.java JAR. The JVM's cache of a start takes only classes that carry the stack
 * maps of Java 6 and later; without them picocli costs each start 100 ms. Names, code, resources and
 * licence stay as they are; the same jar gives the same bytes.
 */
final class ModernClasses {

  private static final int JAVA_6 = ClassFile.JAVA_6_VERSION;
  private static final int MAJOR_VERSION_AT = 7;

  private final JarFile jar;
  private final ClassFile format;

  private ModernClasses(JarFile jar) {
    this.jar = jar;
    this.format =
        ClassFile.of(
            ClassFile.StackMapsOption.GENERATE_STACK_MAPS,
            ClassFile.ClassHierarchyResolverOption.of(
                ClassHierarchyResolver.ofResourceParsing(type -> open(type))
                    .orElse(ClassHierarchyResolver.defaultResolver())));
  }

  public static void main(String[] arguments) throws IOException {
    Path file = Path.of(arguments[0]);
    Path made = file.resolveSibling(file.getFileName() + ".modern");
    try (JarFile jar = new JarFile(file.toFile())) {
      new ModernClasses(jar).write(made);
    }
    Files.move(made, file, StandardCopyOption.ATOMIC_MOVE);
  }

  private InputStream open(java.lang.constant.ClassDesc type) {
    String descriptor = type.descriptorString();
    JarEntry entry = jar.getJarEntry(descriptor.substring(1, descriptor.length() - 1) + ".class");
    try {
      return entry == null ? null : jar.getInputStream(entry);
    } catch (IOException unreadable) {
      throw new java.io.UncheckedIOException(unreadable);
    }
  }

  private void write(Path made) throws IOException {
    try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(made))) {
      for (JarEntry entry : Collections.list(jar.entries())) {
        JarEntry copy = new JarEntry(entry.getName());
        copy.setTimeLocal(entry.getTimeLocal());
        out.putNextEntry(copy);
        byte[] bytes = jar.getInputStream(entry).readAllBytes();
        out.write(isOld(entry, bytes) ? modern(bytes) : bytes);
        out.closeEntry();
      }
    }
  }

  private static boolean isOld(JarEntry entry, byte[] bytes) {
    return entry.getName().endsWith(".class") && bytes[MAJOR_VERSION_AT] < JAVA_6;
  }

  private byte[] modern(byte[] bytes) {
    ClassModel old = format.parse(bytes);
    ClassTransform version =
        ClassTransform.dropping(ClassFileVersion.class::isInstance)
            .andThen(
                ClassTransform.endHandler(
                    made -> made.withVersion(ClassFile.JAVA_8_VERSION, 0)));
    // Each instruction goes through the builder, or the code would be copied without stack maps.
    ClassTransform code = ClassTransform.transformingMethodBodies((made, element) -> made.with(element));
    return format.transformClass(old, version.andThen(code));
  }
}
