package dev.weir.command.inspect;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a limit is here.
 *
 * @param name of the limit
 * @param value as text
 * @param suffices whether a busy server can live with it
 * @param verdict {@code ok}, or what is wrong
 * @param meaning what it bounds
 */
record LimitFinding(String name, String value, boolean suffices, String verdict, String meaning) {

  static LimitFinding of(String name, String value, boolean suffices, String lack, String meaning) {
    return new LimitFinding(name, value, suffices, suffices ? "ok" : lack, meaning);
  }

  List<String> row() {
    return List.of(name, value, verdict, meaning);
  }

  Map<String, Object> data() {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("name", name);
    map.put("value", value);
    map.put("suffices", suffices);
    map.put("verdict", verdict);
    map.put("meaning", meaning);
    return map;
  }
}
