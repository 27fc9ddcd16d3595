package dev.weir.examples.keyvalue;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.netty.buffer.ByteBufUtil;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.MessageToMessageDecoder;
import io.netty.handler.codec.redis.ArrayHeaderRedisMessage;
import io.netty.handler.codec.redis.BulkStringHeaderRedisMessage;
import io.netty.handler.codec.redis.BulkStringRedisContent;
import io.netty.handler.codec.redis.FullBulkStringRedisMessage;
import io.netty.handler.codec.redis.InlineCommandRedisMessage;
import io.netty.handler.codec.redis.LastBulkStringRedisContent;
import io.netty.handler.codec.redis.RedisMessage;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Puts the parts that Netty's decoder finds together to requests of bounded size. Netty's own
 * aggregators take 512 MB a string; here a request takes memory as it comes, never as announced.
 */
final class KeyValueRequests extends MessageToMessageDecoder<RedisMessage> {

  /** Words of a request, from the command's name to its last argument. */
  static final int MOST_WORDS = 1024;

  /** Bytes of a request. */
  static final int MOST_BYTES = 1024 * 1024;

  /** A request: the command's name, then its arguments; at least the name. */
  record Request(List<byte[]> words) {

    /** The command's name in upper case. */
    String name() {
      return text(0).toUpperCase(Locale.ROOT);
    }

    /** A word as text of a byte a character, so that no two words become one. */
    String text(int index) {
      return new String(words.get(index), ISO_8859_1);
    }
  }

  private List<byte[]> words = new ArrayList<>();
  private ByteArrayOutputStream word = new ByteArrayOutputStream();
  private long missing;
  private long bytes;

  KeyValueRequests() {
    super(RedisMessage.class);
  }

  @Override
  protected void decode(ChannelHandlerContext context, RedisMessage part, List<Object> out) {
    switch (part) {
      case InlineCommandRedisMessage line when missing == 0 -> inline(line.content(), out);
      case ArrayHeaderRedisMessage header when missing == 0 -> begin(header.length());
      case BulkStringHeaderRedisMessage header when missing > 0 -> announce(header);
      case BulkStringRedisContent content when missing > 0 && !isNull(content) -> add(content, out);
      default ->
          throw new KeyValueError("ERR Protocol error: expected '*' and an array of strings");
    }
  }

  private static boolean isNull(BulkStringRedisContent content) {
    return content instanceof FullBulkStringRedisMessage whole && whole.isNull();
  }

  private static void inline(String line, List<Object> out) {
    List<byte[]> words = new ArrayList<>();
    for (String word : line.strip().split("\\s+", MOST_WORDS)) {
      words.add(word.getBytes(UTF_8));
    }
    if (!line.isBlank()) {
      out.add(new Request(words));
    }
  }

  private void begin(long length) {
    if (length > MOST_WORDS) {
      throw new KeyValueError("ERR Protocol error: invalid multibulk length");
    }
    missing = Math.max(0, length);
    bytes = 0;
  }

  private void announce(BulkStringHeaderRedisMessage header) {
    bytes += header.bulkStringLength();
    if (bytes > MOST_BYTES) {
      throw new KeyValueError("ERR Protocol error: invalid bulk length");
    }
  }

  private void add(BulkStringRedisContent content, List<Object> out) {
    word.writeBytes(ByteBufUtil.getBytes(content.content()));
    if (content instanceof LastBulkStringRedisContent) {
      words.add(word.toByteArray());
      word = new ByteArrayOutputStream();
      if (--missing == 0) {
        out.add(new Request(words));
        words = new ArrayList<>();
      }
    }
  }
}
