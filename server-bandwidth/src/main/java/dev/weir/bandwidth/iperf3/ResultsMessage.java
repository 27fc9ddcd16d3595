package dev.weir.bandwidth.iperf3;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.weir.bandwidth.report.CpuUse;
import dev.weir.bandwidth.report.EndResults;
import dev.weir.bandwidth.report.ServerOutput;
import dev.weir.bandwidth.report.StreamResult;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/**
 * The results of one end as they cross the wire.
 *
 * @param results of the end that sends the message
 * @param output what a server printed, where its client asked for that
 */
record ResultsMessage(EndResults results, Optional<ServerOutput> output) {

  /** Bytes of the largest message a server reads; 256 streams take a tenth of that. */
  static final int LIMIT = 1 << 20;

  /** Streams that a test can have in both directions together. */
  private static final int MOST_STREAMS = 256;

  /** Reads a message; any thread. */
  static ResultsMessage read(byte[] document) throws TestFailure {
    ObjectNode object = Json.LENIENT.object(document).orElseThrow(ResultsMessage::refused);
    EndResults results =
        new EndResults(
            new CpuUse(
                number(object, "cpu_util_total"),
                number(object, "cpu_util_user"),
                number(object, "cpu_util_system")),
            (int) integer(object, "sender_has_retransmits"),
            Optional.ofNullable(object.path("congestion_used").textValue()),
            streams(object.path("streams")));
    return new ResultsMessage(results, output(object));
  }

  private static List<StreamResult> streams(JsonNode array) throws TestFailure {
    if (!array.isArray() || array.size() > MOST_STREAMS) {
      throw refused();
    }
    List<StreamResult> streams = new ArrayList<>(array.size());
    for (JsonNode stream : array) {
      streams.add(stream(stream));
    }
    return streams;
  }

  private static StreamResult stream(JsonNode stream) throws TestFailure {
    OptionalLong omittedErrors = optional(stream, "omitted_errors");
    OptionalLong omittedPackets = optional(stream, "omitted_packets");
    if (omittedErrors.isPresent() != omittedPackets.isPresent()) {
      throw refused();
    }
    return new StreamResult(
        Math.toIntExact(Math.clamp(integer(stream, "id"), Integer.MIN_VALUE, Integer.MAX_VALUE)),
        integer(stream, "bytes"),
        integer(stream, "retransmits"),
        number(stream, "jitter"),
        integer(stream, "errors"),
        omittedErrors,
        integer(stream, "packets"),
        omittedPackets,
        seconds(stream));
  }

  private static OptionalDouble seconds(JsonNode stream) throws TestFailure {
    return stream.has("start_time") && stream.has("end_time")
        ? OptionalDouble.of(number(stream, "end_time") - number(stream, "start_time"))
        : OptionalDouble.empty();
  }

  private static OptionalLong optional(JsonNode object, String key) throws TestFailure {
    return object.has(key) ? OptionalLong.of(integer(object, key)) : OptionalLong.empty();
  }

  private static long integer(JsonNode object, String key) throws TestFailure {
    return Json.integer(object.path(key)).orElseThrow(ResultsMessage::refused);
  }

  private static double number(JsonNode object, String key) throws TestFailure {
    JsonNode value = object.path(key);
    if (!value.isNumber() || !Double.isFinite(value.doubleValue())) {
      throw refused();
    }
    return value.doubleValue();
  }

  private static TestFailure refused() {
    return new TestFailure(ErrorCode.RECEIVE_RESULTS);
  }

  private static Optional<ServerOutput> output(ObjectNode object) {
    JsonNode json = object.path("server_output_json");
    if (json.isObject()) {
      return Optional.of(new ServerOutput.Json(json.toString()));
    }
    return Optional.ofNullable(object.path("server_output_text").textValue())
        .map(ServerOutput.Text::new);
  }

  /** The message as either end sends it. */
  byte[] write() {
    return Json.bytes(this::write);
  }

  private void write(JsonGenerator json) throws IOException {
    json.writeNumberField("cpu_util_total", results.cpu().total());
    json.writeNumberField("cpu_util_user", results.cpu().user());
    json.writeNumberField("cpu_util_system", results.cpu().system());
    json.writeNumberField("sender_has_retransmits", results.senderHasRetransmits());
    if (results.congestion().isPresent()) {
      json.writeStringField("congestion_used", results.congestion().get());
    }
    if (output.isPresent()) {
      put(json, output.get());
    }
    json.writeArrayFieldStart("streams");
    for (StreamResult stream : results.streams()) {
      put(json, stream);
    }
    json.writeEndArray();
  }

  private static void put(JsonGenerator json, ServerOutput output) throws IOException {
    switch (output) {
      case ServerOutput.Text text -> json.writeStringField("server_output_text", text.text());
      case ServerOutput.Json whole -> {
        json.writeFieldName("server_output_json");
        json.writeRawValue(whole.json());
      }
    }
  }

  private static void put(JsonGenerator json, StreamResult stream) throws IOException {
    json.writeStartObject();
    json.writeNumberField("id", stream.id());
    json.writeNumberField("bytes", stream.bytes());
    json.writeNumberField("retransmits", stream.retransmits());
    json.writeNumberField("jitter", stream.jitter());
    json.writeNumberField("errors", stream.errors());
    if (stream.omittedErrors().isPresent()) {
      json.writeNumberField("omitted_errors", stream.omittedErrors().getAsLong());
    }
    json.writeNumberField("packets", stream.packets());
    if (stream.omittedPackets().isPresent()) {
      json.writeNumberField("omitted_packets", stream.omittedPackets().getAsLong());
    }
    json.writeNumberField("start_time", 0);
    if (stream.seconds().isPresent()) {
      json.writeNumberField("end_time", stream.seconds().getAsDouble());
    }
    json.writeEndObject();
  }
}
