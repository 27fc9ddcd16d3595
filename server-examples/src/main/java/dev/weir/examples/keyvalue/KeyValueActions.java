package dev.weir.examples.keyvalue;

import static dev.weir.examples.keyvalue.KeyValueReplies.OK;
import static dev.weir.examples.keyvalue.KeyValueReplies.array;
import static dev.weir.examples.keyvalue.KeyValueReplies.bulk;
import static dev.weir.examples.keyvalue.KeyValueReplies.integer;
import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.weir.examples.keyvalue.KeyValueRequests.Request;
import dev.weir.examples.keyvalue.KeyValueStore.Change;
import dev.weir.examples.keyvalue.KeyValueStore.Entry;
import io.netty.handler.codec.redis.RedisMessage;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** What the commands of the key-value server do to its store. */
final class KeyValueActions {

  private static final int LONGEST_KEY = 1024;
  private static final int LONGEST_PATTERN = 128;
  private static final int MOST_KEYS_WALKED = 100_000;

  private final KeyValueStore store;

  KeyValueActions(KeyValueStore store) {
    this.store = store;
  }

  RedisMessage get(Request request) {
    return bulk(store.get(request.text(1)));
  }

  RedisMessage getMany(Request request) {
    return array(keys(request).map(key -> bulk(store.get(key))).toList());
  }

  RedisMessage set(Request request) {
    SetOptions options = SetOptions.of(request, store.now());
    Entry entry = new Entry(request.words().get(2), options.expires());
    Change change =
        store.change(
            key(request, 1), before -> options.allow(before) ? Optional.of(entry) : before);
    return change
        .after()
        .filter(now -> now == entry)
        .map(now -> OK)
        .orElse(KeyValueReplies.NOTHING);
  }

  RedisMessage setMany(Request request) {
    if (request.words().size() % 2 == 0) {
      throw new KeyValueError("ERR wrong number of arguments for 'mset' command");
    }
    for (int at = 1; at < request.words().size(); at += 2) {
      Entry entry = new Entry(request.words().get(at + 1), KeyValueStore.NEVER);
      store.change(key(request, at), before -> Optional.of(entry));
    }
    return OK;
  }

  RedisMessage delete(Request request) {
    return integer(
        keys(request)
            .filter(key -> store.change(key, before -> Optional.empty()).before().isPresent())
            .count());
  }

  RedisMessage exists(Request request) {
    return integer(keys(request).filter(key -> store.get(key).isPresent()).count());
  }

  RedisMessage increment(Request request) {
    Change change = store.change(key(request, 1), before -> Optional.of(oneMore(before)));
    return integer(number(change.after().orElseThrow()));
  }

  private static Entry oneMore(Optional<Entry> before) {
    long value = before.map(KeyValueActions::number).orElse(0L);
    if (value == Long.MAX_VALUE) {
      throw new KeyValueError("ERR increment or decrement would overflow");
    }
    byte[] digits = Long.toString(value + 1).getBytes(ISO_8859_1);
    return new Entry(digits, before.map(Entry::expires).orElse(KeyValueStore.NEVER));
  }

  private static long number(Entry entry) {
    return SetOptions.number(new String(entry.value(), ISO_8859_1));
  }

  RedisMessage expire(Request request) {
    long life = SetOptions.life(request.text(2), 1000, "expire");
    Change change =
        store.change(
            key(request, 1),
            before ->
                before
                    .filter(there -> life > 0)
                    .map(there -> new Entry(there.value(), store.now() + life)));
    return integer(change.before().isPresent() ? 1 : 0);
  }

  /** The rest of a key's life in a unit of so many milliseconds; -1 for ever, -2 for no key. */
  RedisMessage life(Request request, int unit) {
    return integer(
        store
            .get(request.text(1))
            .map(entry ->
                entry.expires() == KeyValueStore.NEVER
                    ? -1
                    : Math.max(0, entry.expires() - store.now() + unit / 2) / unit)
            .orElse(-2L));
  }

  /** Walks the whole store on the loop, so only a small one. */
  RedisMessage list(Request request) {
    if (request.words().get(1).length > LONGEST_PATTERN || store.size() > MOST_KEYS_WALKED) {
      throw new KeyValueError(
          "ERR KEYS: %d keys, pattern of %d bytes (expected: at most %d and %d)"
              .formatted(
                  store.size(), request.words().get(1).length, MOST_KEYS_WALKED, LONGEST_PATTERN));
    }
    GlobPattern pattern = new GlobPattern(request.text(1));
    return array(store.keys(pattern::matches).stream().map(KeyValueReplies::bulk).toList());
  }

  RedisMessage count() {
    return integer(store.size());
  }

  private static Stream<String> keys(Request request) {
    return IntStream.range(1, request.words().size()).mapToObj(request::text);
  }

  /** A key that may be stored. */
  private static String key(Request request, int index) {
    String key = request.text(index);
    if (key.length() > LONGEST_KEY) {
      throw new KeyValueError(
          "ERR key: %d bytes (expected: at most %d)".formatted(key.length(), LONGEST_KEY));
    }
    return key;
  }
}
