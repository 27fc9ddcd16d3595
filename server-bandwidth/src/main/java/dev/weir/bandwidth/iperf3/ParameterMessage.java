package dev.weir.bandwidth.iperf3;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.weir.bandwidth.report.Protocol;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * The parameters of a test as they cross the wire.
 *
 * @param parameters checked
 * @param ignored keys whose values were of a wrong type
 */
record ParameterMessage(TestParameters parameters, List<String> ignored) {

  /** Bytes of the largest message a server reads. */
  static final int LIMIT = 8192;

  ParameterMessage {
    ignored = List.copyOf(ignored);
  }

  /** Reads a message; any thread. */
  static ParameterMessage read(byte[] document) throws TestFailure {
    ObjectNode object =
        Json.STRICT
            .object(document)
            .orElseThrow(() -> new TestFailure(ErrorCode.RECEIVE_PARAMETERS));
    TestParameters parameters = TestParameters.of(protocol(object));
    List<String> ignored = new ArrayList<>();
    for (Parameter parameter : Parameter.values()) {
      JsonNode value = object.get(parameter.key());
      if (value == null) {
        continue;
      }
      if (fits(parameter, value)) {
        parameters = with(parameters, parameter, value);
      } else {
        ignored.add(parameter.key());
      }
    }
    return new ParameterMessage(parameters.checked(), ignored);
  }

  /** Of several the later in the order tcp, udp, sctp wins, as with the original. */
  private static Protocol protocol(ObjectNode object) throws TestFailure {
    if (object.path("sctp").asBoolean(false)) {
      throw new TestFailure(ErrorCode.NO_SCTP);
    }
    return object.path("udp").asBoolean(false) ? Protocol.UDP : Protocol.TCP;
  }

  private static boolean fits(Parameter parameter, JsonNode value) {
    return switch (parameter.kind()) {
      case NUMBER, ONE -> value.isNumber();
      case TRUE -> value.isBoolean();
      case TEXT -> value.isTextual();
    };
  }

  private static TestParameters with(TestParameters all, Parameter parameter, JsonNode value)
      throws TestFailure {
    return switch (parameter.kind()) {
      case TEXT -> all.with(parameter, value.textValue());
      case TRUE -> all.with(parameter, value.booleanValue() ? 1 : 0);
      case NUMBER, ONE ->
          all.with(
              parameter,
              Json.integer(value).orElseThrow(() -> new TestFailure(ErrorCode.RECEIVE_PARAMETERS)));
    };
  }

  /** The message as a client sends it. */
  static byte[] write(TestParameters parameters) {
    boolean udp = parameters.protocol() == Protocol.UDP;
    return Json.bytes(json -> {
      json.writeBooleanField(udp ? "udp" : "tcp", true);
      for (Parameter parameter : Parameter.values()) {
        if (parameters.isSet(parameter) || parameter.writtenUnset(udp)) {
          put(json, parameter, parameters);
        }
      }
    });
  }

  private static void put(JsonGenerator json, Parameter parameter, TestParameters parameters)
      throws IOException {
    switch (parameter.kind()) {
      case NUMBER -> json.writeNumberField(parameter.key(), parameters.number(parameter));
      case TEXT -> json.writeStringField(parameter.key(), parameters.text(parameter).orElse(""));
      case TRUE -> {
        if (parameters.flag(parameter)) {
          json.writeBooleanField(parameter.key(), true);
        }
      }
      case ONE -> {
        if (parameters.flag(parameter)) {
          json.writeNumberField(parameter.key(), 1);
        }
      }
    }
  }
}
