package dev.weir.examples.keyvalue;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.netty.buffer.Unpooled;
import io.netty.handler.codec.redis.ArrayRedisMessage;
import io.netty.handler.codec.redis.ErrorRedisMessage;
import io.netty.handler.codec.redis.FullBulkStringRedisMessage;
import io.netty.handler.codec.redis.IntegerRedisMessage;
import io.netty.handler.codec.redis.RedisMessage;
import io.netty.handler.codec.redis.SimpleStringRedisMessage;
import java.util.List;
import java.util.Optional;

/** Answers of the key-value server, in Netty's terms. */
final class KeyValueReplies {

  static final RedisMessage OK = new SimpleStringRedisMessage("OK");
  static final RedisMessage NOTHING = FullBulkStringRedisMessage.NULL_INSTANCE;

  private KeyValueReplies() {}

  static RedisMessage integer(long value) {
    return new IntegerRedisMessage(value);
  }

  /** Shares the bytes, which must not change any more. */
  static RedisMessage bulk(byte[] bytes) {
    return new FullBulkStringRedisMessage(Unpooled.wrappedBuffer(bytes));
  }

  static RedisMessage bulk(String text) {
    return bulk(text.getBytes(ISO_8859_1));
  }

  static RedisMessage bulk(Optional<KeyValueStore.Entry> entry) {
    return entry.map(there -> bulk(there.value())).orElse(NOTHING);
  }

  static RedisMessage array(List<RedisMessage> parts) {
    return new ArrayRedisMessage(parts);
  }

  /** An error is a line: what a peer sent must not end it early. */
  static RedisMessage error(String text) {
    return new ErrorRedisMessage(text.replaceAll("\\p{Cntrl}", "?"));
  }
}
