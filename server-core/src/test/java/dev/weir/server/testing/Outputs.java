package dev.weir.server.testing;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufHolder;
import io.netty.buffer.ByteBufUtil;
import java.util.List;
import java.util.function.Function;

/**
 * What came of an input.
 *
 * @param messages that reached the pipeline's end, as text
 * @param replies that the peer received, as text
 * @param failures that handlers threw, as class names
 */
record Outputs(List<String> messages, String replies, List<String> failures) {

  static Outputs of(TestPeer peer, byte[] replies, Function<Object, String> description) {
    return new Outputs(
        peer.messages().stream().map(description).toList(),
        text(replies),
        peer.failures().stream().map(thrown -> thrown.getClass().getName()).toList());
  }

  /** Text as it is, bytes as text with what cannot be printed in hexadecimal. */
  static String described(Object message) {
    return switch (message) {
      case ByteBuf bytes -> text(ByteBufUtil.getBytes(bytes));
      case ByteBufHolder holder ->
          holder.getClass().getSimpleName() + "(" + described(holder.content()) + ")";
      case byte[] bytes -> text(bytes);
      default -> message.toString();
    };
  }

  static String text(byte[] bytes) {
    StringBuilder text = new StringBuilder();
    new String(bytes, ISO_8859_1).chars().forEach(c -> append(text, c));
    return text.toString();
  }

  private static void append(StringBuilder text, int c) {
    switch (c) {
      case '\n' -> text.append("\\n");
      case '\r' -> text.append("\\r");
      case '\\' -> text.append("\\\\");
      default -> {
        if (c >= ' ' && c < 0x7f) {
          text.append((char) c);
        } else {
          text.append("\\x%02x".formatted(c));
        }
      }
    }
  }

  @Override
  public String toString() {
    return "messages %s, replies \"%s\", failures %s".formatted(messages, replies, failures);
  }
}
