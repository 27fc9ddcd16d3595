package dev.weir.bandwidth.iperf3;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.weir.bandwidth.report.Protocol;
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
    ObjectNode object = Json.STRICT.object();
    boolean udp = parameters.protocol() == Protocol.UDP;
    object.put(udp ? "udp" : "tcp", true);
    for (Parameter parameter : Parameter.values()) {
      if (parameters.isSet(parameter) || parameter.writtenUnset(udp)) {
        put(object, parameter, parameters);
      }
    }
    return Json.bytes(object);
  }

  private static void put(ObjectNode object, Parameter parameter, TestParameters parameters) {
    switch (parameter.kind()) {
      case NUMBER -> object.put(parameter.key(), parameters.number(parameter));
      case TEXT -> parameters.text(parameter).ifPresent(text -> object.put(parameter.key(), text));
      case TRUE -> {
        if (parameters.flag(parameter)) {
          object.put(parameter.key(), true);
        }
      }
      case ONE -> {
        if (parameters.flag(parameter)) {
          object.put(parameter.key(), 1);
        }
      }
    }
  }
}
