package dev.weir.bandwidth.iperf3;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.util.RawValue;
import dev.weir.bandwidth.report.CpuUse;
import dev.weir.bandwidth.report.EndResults;
import dev.weir.bandwidth.report.ServerOutput;
import dev.weir.bandwidth.report.StreamResult;
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
    ObjectNode object = Json.LENIENT.object();
    object.put("cpu_util_total", results.cpu().total());
    object.put("cpu_util_user", results.cpu().user());
    object.put("cpu_util_system", results.cpu().system());
    object.put("sender_has_retransmits", results.senderHasRetransmits());
    results.congestion().ifPresent(name -> object.put("congestion_used", name));
    output.ifPresent(printed -> put(object, printed));
    var streams = object.putArray("streams");
    results.streams().forEach(stream -> put(streams.addObject(), stream));
    return Json.bytes(object);
  }

  private static void put(ObjectNode object, ServerOutput output) {
    switch (output) {
      case ServerOutput.Text text -> object.put("server_output_text", text.text());
      case ServerOutput.Json json ->
          object.putRawValue("server_output_json", new RawValue(json.json()));
    }
  }

  private static void put(ObjectNode object, StreamResult stream) {
    object.put("id", stream.id());
    object.put("bytes", stream.bytes());
    object.put("retransmits", stream.retransmits());
    object.put("jitter", stream.jitter());
    object.put("errors", stream.errors());
    stream.omittedErrors().ifPresent(count -> object.put("omitted_errors", count));
    object.put("packets", stream.packets());
    stream.omittedPackets().ifPresent(count -> object.put("omitted_packets", count));
    object.put("start_time", 0);
    stream.seconds().ifPresent(seconds -> object.put("end_time", seconds));
  }
}
