package dev.weir.bandwidth.iperf3;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Documents of the control connection: read with bounds, since a stranger wrote them. */
final class Json {

  private static final int DEPTH = 32;
  private static final int NUMBER_CHARACTERS = 64;
  private static final int NAME_CHARACTERS = 256;

  /** Writes as a stream: a tree's classes would take a loop's time when first used. */
  private static final JsonFactory FACTORY = new JsonFactory();

  /** A document of its own, where a key given twice is an attempt to confuse. */
  static final Json STRICT = new Json(true);

  /** A document that may carry a report of a peer, some of which repeat a key. */
  static final Json LENIENT = new Json(false);

  private final JsonMapper mapper;

  private Json(boolean strict) {
    JsonFactory factory =
        JsonFactory.builder()
            .streamReadConstraints(
                StreamReadConstraints.builder()
                    .maxNestingDepth(DEPTH)
                    .maxNumberLength(NUMBER_CHARACTERS)
                    .maxNameLength(NAME_CHARACTERS)
                    .maxStringLength(Frames.LARGEST_DOCUMENT)
                    .build())
            .configure(StreamReadFeature.STRICT_DUPLICATE_DETECTION, strict)
            .build();
    mapper =
        JsonMapper.builder(factory)
            .configure(DeserializationFeature.FAIL_ON_TRAILING_TOKENS, strict)
            .build();
  }

  /** The object that the bytes are, or nothing where they are none. Any thread. */
  Optional<ObjectNode> object(byte[] document) {
    try {
      // Titles in other encodings than UTF-8 do cross the wire: they must not fail the test.
      JsonNode node = mapper.readTree(new String(document, StandardCharsets.UTF_8));
      return node instanceof ObjectNode object ? Optional.of(object) : Optional.empty();
    } catch (JsonProcessingException malformed) {
      return Optional.empty();
    }
  }

  /** What writes a document. */
  @FunctionalInterface
  interface Writing {
    void write(JsonGenerator json) throws IOException;
  }

  /** The object that is written between its braces, in compact form. Any thread. */
  static byte[] bytes(Writing fields) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (JsonGenerator json = FACTORY.createGenerator(bytes)) {
      json.writeStartObject();
      fields.write(json);
      json.writeEndObject();
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return bytes.toByteArray();
  }

  /**
   * A number as the protocol's programs mean it: what only an unsigned 64-bit field can hold is a
   * -1 of releases before 3.14, a fraction is cut off.
   */
  static Optional<Long> integer(JsonNode value) {
    if (value.canConvertToLong() && value.isNumber()) {
      return Optional.of(value.longValue());
    }
    double number = value.isNumber() ? value.doubleValue() : Double.NaN;
    return Double.isFinite(number)
        ? Optional.of(number > 0 ? -1 : Long.MIN_VALUE)
        : Optional.empty();
  }
}
