package dev.weir.bandwidth.iperf3;

import dev.weir.bandwidth.report.StreamDescription;
import dev.weir.bandwidth.report.StreamSample;
import dev.weir.bandwidth.stream.DataStream;
import dev.weir.bandwidth.stream.UdpReceiver;
import io.netty.channel.EventLoop;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/**
 * One stream of a running test: its socket, what moves its data, and how its counters are read. Any
 * thread.
 *
 * @param description as reports show it
 * @param socket that carries it
 * @param data what moves the bytes
 * @param counters reads them; called on the socket's loop
 */
record TestStream(
    StreamDescription description,
    DataSocket socket,
    DataStream data,
    Supplier<StreamSample> counters) {

  EventLoop loop() {
    return socket.channel().eventLoop();
  }

  void start() {
    data.start();
  }

  /** The counters of now. */
  CompletionStage<StreamSample> sample() {
    return CompletableFuture.supplyAsync(counters, loop());
  }

  /** Stops moving data; then the counters at the end. */
  CompletionStage<StreamSample> finish() {
    data.stop();
    return data.ended().thenApplyAsync(ending -> counters.get(), loop());
  }

  /** The jitter of the omitted seconds is forgotten. */
  void restartJitter() {
    if (data instanceof UdpReceiver receiver) {
      receiver.restartJitter();
    }
  }

  void close() {
    socket.channel().close();
  }
}
