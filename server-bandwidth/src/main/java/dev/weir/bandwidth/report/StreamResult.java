package dev.weir.bandwidth.report;

import java.util.OptionalDouble;
import java.util.OptionalLong;

/**
 * What one end knows of one stream when the test is over: what the two ends tell each other.
 *
 * @param id the stream
 * @param bytes moved by that end, omitted seconds left out
 * @param retransmits of that end as a TCP sender, -1 if it is none or cannot tell
 * @param jitter seconds
 * @param errors missing datagrams, omitted seconds included
 * @param omittedErrors the part of them in the omitted seconds; ends before 3.14 do not tell
 * @param packets datagrams sent or highest number seen, omitted seconds included
 * @param omittedPackets the part of them in the omitted seconds; ends before 3.14 do not tell
 * @param seconds how long that end measured; ends before 3.2 do not tell
 */
public record StreamResult(
    int id,
    long bytes,
    long retransmits,
    double jitter,
    long errors,
    OptionalLong omittedErrors,
    long packets,
    OptionalLong omittedPackets,
    OptionalDouble seconds) {}
