package dev.weir.server.metrics;

import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * One row of the table of meters: the meters of a registry and the reference come from it.
 *
 * @param <S> what the value is read from
 * @param name as Micrometer writes it; Prometheus makes {@code weir_bytes_total} of {@code
 *     weir.bytes}
 * @param kind how the value moves
 * @param unit the base unit, in the plural
 * @param place what there is one of for each
 * @param tag a tag that tells rows of one name apart, such as {@code direction=in}; empty for none
 * @param meaning one sentence
 * @param value read at a scrape, for a distribution at each sample; NaN where it cannot be known
 * @param buckets upper bounds of a histogram's buckets; empty for the other kinds
 */
public record MeterRow<S>(
    String name,
    Kind kind,
    String unit,
    Place place,
    String tag,
    String meaning,
    ToDoubleFunction<S> value,
    List<Double> buckets) {

  /** How the value moves. */
  public enum Kind {
    /** Never goes back. */
    COUNTER,
    /** Goes up and down. */
    GAUGE,
    /** Samples, told as percentiles of the last minutes. */
    SUMMARY,
    /** Samples, counted in buckets. */
    HISTOGRAM
  }

  /** What there is one of for each. */
  public enum Place {
    /** A listening or datagram socket of a server. */
    SHARD("server, endpoint, shard", true),
    /** A listening socket whose kernel state can be read. */
    LISTENER("server, endpoint, shard", false),
    /** A datagram socket whose kernel state can be read. */
    DATAGRAMS("server, endpoint, shard", false),
    /** The open connections of a listening socket whose kernel state can be read. */
    CONNECTIONS("server, endpoint, shard", false),
    /** A server that measures bandwidth. */
    SERVER("server, endpoint", true),
    /** A test of such a server, while it runs. */
    TEST("server, endpoint, test", true),
    /** A client of an endpoint, from its first connect on. */
    CLIENT("client, endpoint", true),
    /** A group of loops, whoever shares it. */
    LOOPS("loops", true),
    /** A loop of a group. */
    LOOP("loops, loop", true),
    /** The process. */
    PROCESS("", true);

    private final String tags;
    private final boolean everywhere;

    Place(String tags, boolean everywhere) {
      this.tags = tags;
      this.everywhere = everywhere;
    }

    /**
     * The tags of its meters.
     *
     * @return names with a comma between; empty for none
     */
    public String tags() {
      return tags;
    }

    /**
     * Whether every transport has its meters; with NIO the others are absent.
     *
     * @return false where epoll alone has them
     */
    public boolean everywhere() {
      return everywhere;
    }
  }

  /** Copies the buckets. */
  public MeterRow {
    buckets = List.copyOf(buckets);
  }
}
