package dev.weir.bandwidth.iperf3;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;

/** Documents that a broken or hostile client may send. */
final class HostileText {

  private static final List<String> RIGHT =
      List.of(
          "{}",
          "{\"reverse\":true,\"parallel\":3}",
          "{\"bidirectional\":true,\"time\":0,\"len\":1000}",
          "{\"tcp\":true,\"omit\":1,\"time\":1,\"num\":0,\"blockcount\":7,\"window\":65536,\"MSS\":900}",
          "{\"tcp\":true,\"congestion\":\"cubic\",\"title\":\"\\u00e9\\ud83d\\ude00\",\"extra_data\":\"x\"}");

  private static final String RESULTS =
      "{\"cpu_util_total\":4.4,\"cpu_util_user\":2.0,\"cpu_util_system\":2.4,"
          + "\"sender_has_retransmits\":-1,\"congestion_used\":\"bbr\","
          + "\"streams\":[{\"id\":1,\"bytes\":1253376,\"retransmits\":0,\"jitter\":9.7e-06,"
          + "\"errors\":0,\"packets\":5,\"start_time\":0,\"end_time\":1.000171}]}";

  private static final List<String> VALUES =
      List.of(
          "-1",
          "1e999",
          "18446744073709551616",
          "-9223372036854775809",
          "0.1e-400",
          "null",
          "[]",
          "{}",
          "\"\\ud800\"",
          "NaN",
          "true",
          "\"" + "x".repeat(5000) + "\"",
          "[".repeat(3000),
          "{\"a\":".repeat(1500));

  private HostileText() {}

  /** Parameters that are all right. */
  static String right(Random random) {
    return RIGHT.get(random.nextInt(RIGHT.size()));
  }

  static String parameters(Random random) {
    return mutated(right(random), random);
  }

  static String results(Random random) {
    return random.nextInt(10) == 0 ? RESULTS : mutated(RESULTS, random);
  }

  private static String mutated(String text, Random random) {
    return switch (random.nextInt(4)) {
      case 0 -> text.substring(0, random.nextInt(text.length() + 1));
      case 1 -> withValue(text, VALUES.get(random.nextInt(VALUES.size())), random);
      case 2 -> text + text;
      default -> withBytes(text, random);
    };
  }

  /** Puts another value behind one of the colons, or all of the document. */
  private static String withValue(String text, String value, Random random) {
    int colon = text.indexOf(':', random.nextInt(text.length()));
    if (colon < 0) {
      return value;
    }
    int end = text.indexOf(',', colon);
    return text.substring(0, colon + 1) + value + (end < 0 ? "}" : text.substring(end));
  }

  private static String withBytes(String text, Random random) {
    byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
    for (int i = random.nextInt(1, 5); i > 0; i--) {
      bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(32, 127);
    }
    return new String(bytes, StandardCharsets.ISO_8859_1);
  }
}
